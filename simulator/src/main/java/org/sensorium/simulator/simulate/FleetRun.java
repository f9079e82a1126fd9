package org.sensorium.simulator.simulate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.compose.Composer;
import org.sensorium.simulator.dice.Randomness;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.publish.FleetPublisher;
import org.sensorium.simulator.publish.Message;
import org.sensorium.simulator.publish.Pacer;

/** The run itself: message after message at its time, some late, some twice. One thread. */
final class FleetRun {
    private static final double SHORTEST_DELAY_SECONDS = 1;
    private static final double LONGEST_DELAY_SECONDS = 30;
    private static final long TICK_NANOS = 100_000_000L;
    private static final long PAUSE_MILLIS = 2;

    /** What an endless run makes up for after an outage; a sensor's own memory is as small. */
    private static final double BACKLOG_SECONDS = 300;

    /** Without any acknowledgement for so long after the end, the rest counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulationPlan plan;
    private final Schedule schedule;
    private final Composer composer;
    private final FleetPublisher publisher;
    private final Progress progress;
    private final RunLine line;
    private final BooleanSupplier stop;
    private final LongSupplier nanoClock;
    private final Randomness dice;
    private final HeldBack heldBack = new HeldBack();
    private long late;
    private long repeated;
    private long skipped;
    private long tickedNanos;

    FleetRun(
            SimulationPlan plan,
            Schedule schedule,
            Composer composer,
            FleetPublisher publisher,
            Progress progress,
            RunLine line,
            BooleanSupplier stop,
            LongSupplier nanoClock) {
        this.plan = plan;
        this.schedule = schedule;
        this.composer = composer;
        this.publisher = publisher;
        this.progress = progress;
        this.line = line;
        this.stop = stop;
        this.nanoClock = nanoClock;
        this.dice = new Randomness(Randomness.mix(plan.seed(), 0x1A_7EL));
    }

    /**
     * Runs to the end, and waits for the last acknowledgements.
     *
     * @return whether every message's fate is known
     */
    boolean run() throws InterruptedException {
        Duration duration = plan.duration();
        long startNanos = nanoClock.getAsLong();
        long messages = messages(duration);
        // A second of grace, for the last messages are due at the very end.
        BooleanSupplier over =
                () ->
                        stop.getAsBoolean()
                                || (duration != null
                                        && nanoClock.getAsLong() - startNanos
                                                > duration.toNanos() + 1_000_000_000L);
        Pacer pacer = new Pacer(schedule.messagesPerSecond(), nanoClock);
        long next = 0;
        while (next < messages && !over.getAsBoolean()) {
            long due = Math.min(pacer.due(), messages - next);
            for (long i = 0; i < due && !over.getAsBoolean(); i++) {
                send(next++, over);
            }
            if (duration == null) {
                long lost = pacer.skipBeyond(BACKLOG_SECONDS);
                next += lost;
                skipped += lost;
            }
            sendWhatWasHeldBack(over);
            tick();
            progress.update(line);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        skipped += duration == null ? 0 : messages - next;
        composer.close();
        for (Message message = heldBack.any(); message != null; message = heldBack.any()) {
            publisher.submit(message, stop);
        }
        return publisher.awaitSettled(
                PATIENCE,
                () -> {
                    progress.update(line);
                    return true;
                });
    }

    /** Messages held back and sent late. */
    long late() {
        return late;
    }

    /** Messages sent a second time. */
    long repeated() {
        return repeated;
    }

    /** Messages never sent because the broker could not keep up. */
    long skipped() {
        return skipped;
    }

    private long messages(@Nullable Duration duration) {
        return duration == null
                ? Long.MAX_VALUE
                : Math.max(1, Math.round(duration.toNanos() / 1e9 * schedule.messagesPerSecond()));
    }

    private void send(long number, BooleanSupplier over) throws InterruptedException {
        Message message =
                composer.compose(
                        schedule.sensor(number),
                        schedule.firstSampleMillis(number),
                        schedule.stepMillis(),
                        plan.batch());
        if (message == null) {
            return;
        }
        if (dice.chance(plan.duplicates())) {
            repeated++;
            Message copy = message.copy();
            if (dice.chance(0.5)) {
                publisher.submit(copy, over);
            } else {
                heldBack.hold(copy, nanoClock.getAsLong() + delayNanos());
            }
        }
        if (dice.chance(plan.late())) {
            late++;
            heldBack.hold(message, nanoClock.getAsLong() + delayNanos());
        } else {
            publisher.submit(message, over);
        }
    }

    private void sendWhatWasHeldBack(BooleanSupplier over) throws InterruptedException {
        long now = nanoClock.getAsLong();
        for (Message message = heldBack.due(now); message != null; message = heldBack.due(now)) {
            if (!publisher.submit(message, over)) {
                heldBack.hold(message, now);
                return;
            }
        }
    }

    private void tick() {
        long now = nanoClock.getAsLong();
        if (now - tickedNanos > TICK_NANOS) {
            tickedNanos = now;
            publisher.tick();
        }
    }

    private long delayNanos() {
        return (long) (dice.between(SHORTEST_DELAY_SECONDS, LONGEST_DELAY_SECONDS) * 1e9);
    }
}
