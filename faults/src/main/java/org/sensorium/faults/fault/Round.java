package org.sensorium.faults.fault;

import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sensorium.faults.fleet.ProbeFleet;
import org.sensorium.testbed.Signals;

/**
 * One round of a fault: the system, the fleet that publishes meanwhile, and the dice. Remembers
 * whose death is no surprise.
 */
public final class Round {
    private static final long MOST_WAIT_SECONDS = 60;

    private final Bench bench;
    private final ProbeFleet fleet;
    private final Random dice;
    private final int number;
    private final Set<String> mayDie = new TreeSet<>();
    private boolean sessionsGone;

    /**
     * @param number from 0
     */
    public Round(Bench bench, ProbeFleet fleet, Random dice, int number) {
        this.bench = bench;
        this.fleet = fleet;
        this.dice = dice;
        this.number = number;
    }

    /** What is broken. */
    public Bench bench() {
        return bench;
    }

    /** The sensors. */
    public ProbeFleet fleet() {
        return fleet;
    }

    /** Seeded. */
    public Random dice() {
        return dice;
    }

    /** From 0. */
    public int number() {
        return number;
    }

    /** Parts that were killed, or had to stop. */
    public Set<String> mayDie() {
        return mayDie;
    }

    /** A part will end by itself, as it should. */
    void expectDeath(String part) {
        mayDie.add(part);
    }

    /** Whether the broker's sessions were taken from it. */
    public boolean sessionsGone() {
        return sessionsGone;
    }

    /** The broker will have no session of anybody. */
    void takeSessions() {
        sessionsGone = true;
    }

    /** Kills a part at once. */
    void kill(String part) {
        expectDeath(part);
        bench.copy().kill(part);
    }

    /** A process of a part that must run. */
    long pid(String part) {
        OptionalLong pid = bench.copy().pid(part);
        return pid.orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }

    /** Stops a part where it is, for so long. */
    void pause(String part, double seconds) throws InterruptedException {
        long pid = pid(part);
        Signals.pause(pid);
        try {
            hold(seconds);
        } finally {
            Signals.resume(pid);
        }
    }

    /** Waits. */
    void hold(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000));
    }

    /** A time between two, by the dice. */
    double between(double low, double high) {
        return low + dice.nextDouble() * (high - low);
    }

    /**
     * Waits until a publish is refused.
     *
     * @param before how many had been, see {@code postponedMessages} of the fleet's accounts
     */
    void awaitRefusals(long before) throws InterruptedException {
        await("publishes to be refused", () -> fleet.accounts().postponedMessages() > before);
    }

    /** Waits for something that must come about. */
    void await(String what, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_WAIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(what + ": not within " + MOST_WAIT_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
