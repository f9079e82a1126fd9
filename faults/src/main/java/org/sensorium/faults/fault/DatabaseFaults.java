package org.sensorium.faults.fault;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.sensorium.faults.fleet.Habit;
import org.sensorium.faults.fleet.Habit.Planned;
import org.sensorium.faults.proxy.Mischief.Verdict;
import org.sensorium.faults.proxy.Weather;
import org.sensorium.testbed.Signals;

/** TimescaleDB dies, answers late, or not at all. */
final class DatabaseFaults {
    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofDatabase(
                        "F9",
                        "a backend, the postmaster killed, or shut down at once, in turn",
                        DatabaseFaults::killed),
                Fault.ofDatabase("F10", "COMMIT done, its answer lost", DatabaseFaults::answerLost),
                Fault.ofDatabase(
                        "F11",
                        "every statement 500 ms late, or the table locked, in turn",
                        DatabaseFaults::slow),
                Fault.ofDatabase(
                        "F12", "database away for 20 s at full load", DatabaseFaults::away),
                Fault.ofDatabase(
                        "F13", "outage longer than the queue is", DatabaseFaults::queueFull));
    }

    private static void killed(Round round) throws Exception {
        round.hold(round.between(0, 1));
        switch (round.number() % 3) {
            case 0 -> {
                // PostgreSQL restarts all its backends when one dies so.
                long backend =
                        round.bench()
                                .database()
                                .number(
                                        "select pid from pg_stat_activity where application_name = 'gateway'"
                                                + " order by state_change desc limit 1");
                Signals.kill(backend);
            }
            case 1 -> round.kill("database");
            default -> {
                round.expectDeath("database");
                Signals.send("QUIT", round.pid("database"));
            }
        }
    }

    /** Several times in a row: the outcome of each of these commits is unknown to the gateway. */
    private static void answerLost(Round round) throws InterruptedException {
        int times = 1 + round.dice().nextInt(3);
        AtomicInteger lost = new AtomicInteger();
        round.bench()
                .before()
                .mischief(
                        frame ->
                                frame.from().startsWith("gateway")
                                                && frame.isCommitted()
                                                && lost.getAndIncrement() < times
                                        ? Verdict.RESET
                                        : Verdict.PASS);
        round.await("commits of the gateway", () -> lost.get() >= times);
        round.bench().before().heal();
    }

    private static void slow(Round round) throws Exception {
        if (round.number() % 2 == 0) {
            round.bench().before().weather(Weather.slow(Duration.ofMillis(500)));
            round.hold(round.between(6, 9));
            round.bench().before().heal();
            return;
        }
        try (Connection connection = round.bench().database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table store.readings in access exclusive mode");
            round.hold(round.between(6, 9));
            connection.rollback();
        }
    }

    /** Until publishes are refused, and for a while on; what was refused is sent again later. */
    private static void queueFull(Round round) throws InterruptedException {
        round.fleet()
                .habit(
                        (sample, dice) ->
                                sample.split().stream().map(each -> new Planned(each, 0)).toList());
        long before = round.fleet().accounts().postponedMessages();
        round.bench().before().weather(Weather.REFUSING);
        round.bench().before().reset(name -> true);
        try {
            round.awaitRefusals(before);
            round.hold(3);
        } finally {
            round.fleet().habit(Habit.USUAL);
            round.bench().before().heal();
        }
    }

    private static void away(Round round) throws InterruptedException {
        round.bench().before().weather(Weather.REFUSING);
        round.bench().before().reset(name -> true);
        round.hold(20);
        round.bench().before().heal();
    }
}
