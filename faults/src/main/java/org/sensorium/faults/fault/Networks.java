package org.sensorium.faults.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sensorium.faults.proxy.Mischief.Verdict;
import org.sensorium.faults.proxy.Weather;

/** Connections that break, stall, come in pieces, or lose single acknowledgements. */
final class Networks {
    private static final int UNACKNOWLEDGED_SECONDS = 3;

    private Networks() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart(
                        "F17", "silent partition between broker and inbox", Networks::partition),
                Fault.ofPart(
                        "F18", "resets and single bytes on sensors' connections", Networks::resets),
                Fault.ofPart(
                        "F19",
                        "PUBACKs to sensors lost, so they send again",
                        Networks::sensorPubacks),
                Fault.ofPart("F20", "a PUBACK of the inbox lost", Networks::inboxPuback),
                Fault.ofPart(
                        "F21",
                        "reconnect with many unacknowledged messages",
                        Networks::unacknowledged));
    }

    private static void partition(Round round) throws InterruptedException {
        round.bench().inside().weather(Weather.SILENT);
        round.hold(round.between(6, 14));
        round.bench().inside().heal();
    }

    private static void resets(Round round) throws InterruptedException {
        round.bench().outside().weather(Weather.SLICED);
        for (int i = 0; i < 10; i++) {
            round.bench().outside().resetSome(10, round.dice());
            round.hold(round.between(0.1, 0.6));
        }
        round.bench().outside().heal();
    }

    private static void sensorPubacks(Round round) throws InterruptedException {
        AtomicInteger pubacks = new AtomicInteger();
        round.bench()
                .outside()
                .mischief(
                        frame ->
                                !frame.toServer()
                                                && frame.isPuback()
                                                && pubacks.incrementAndGet() % 5 == 0
                                        ? Verdict.DROP
                                        : Verdict.PASS);
        round.hold(round.between(2, 4));
        round.bench().outside().heal();
        // MQTT sends again on a new connection only.
        round.bench().outside().reset(name -> true);
    }

    private static void inboxPuback(Round round) throws InterruptedException {
        int which = 1 + round.dice().nextInt(20);
        AtomicInteger pubacks = new AtomicInteger();
        round.bench()
                .inside()
                .mischief(
                        frame ->
                                frame.toServer()
                                                && frame.from().startsWith("sensorium-gateway")
                                                && frame.isPuback()
                                                && pubacks.incrementAndGet() == which
                                        ? Verdict.DROP
                                        : Verdict.PASS);
        round.await("PUBACKs of the inbox", () -> pubacks.get() >= which);
        round.bench().inside().heal();
    }

    private static void unacknowledged(Round round) throws InterruptedException {
        // While the database is slow the inbox holds messages that it may not acknowledge yet.
        round.bench().before().weather(Weather.slow(Duration.ofMillis(400)));
        round.hold(UNACKNOWLEDGED_SECONDS);
        round.bench().inside().weather(Weather.REFUSING);
        round.bench().inside().reset(name -> name.startsWith("sensorium-gateway"));
        round.hold(2);
        round.bench().heal();
    }
}
