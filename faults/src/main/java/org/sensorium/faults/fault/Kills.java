package org.sensorium.faults.fault;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.sensorium.faults.proxy.Frame;
import org.sensorium.faults.proxy.Mischief.Verdict;
import org.sensorium.faults.proxy.Weather;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.ingestlog.Inbox;
import org.sensorium.sink.schema.Schema;
import org.sensorium.testbed.Signals;

/** Processes that die or stand still. */
final class Kills {
    private static final int BURST = 20;

    private Kills() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart("F1", "broker and inbox killed at a random moment", Kills::gateway),
                Fault.ofPart("F2", "broker killed while a backlog is queued", Kills::backlog),
                Fault.ofPart(
                        "F3",
                        "inbox killed between COMMIT and PUBACK",
                        Kills::betweenCommitAndPuback),
                Fault.ofPart(
                        "F4", "job killed between its commit and its checkpoint", Kills::jobCommit),
                Fault.ofPart("F5", "20 kills in a row, of inbox and job in turn", Kills::burst),
                Fault.ofPart(
                        "F6", "job and its manager killed, with the inbox or alone", Kills::job),
                Fault.ofPart(
                        "F7", "inbox stands still while another claims its log", Kills::zombie),
                Fault.ofPart("F8", "broker and inbox stand still", Kills::standstill));
    }

    private static void gateway(Round round) throws InterruptedException {
        round.hold(round.between(0, 1));
        round.kill("gateway");
    }

    private static void backlog(Round round) throws InterruptedException {
        round.bench().before().weather(Weather.SILENT);
        round.hold(round.between(4, 7));
        round.kill("gateway");
        round.hold(0.5);
        round.bench().before().heal();
        round.bench().before().reset(name -> name.startsWith("gateway"));
    }

    /** The moment of the commit is known: the proxy sees the database's word, and withholds it. */
    private static void betweenCommitAndPuback(Round round) throws InterruptedException {
        killAt(
                round,
                "gateway",
                frame -> frame.from().startsWith("gateway") && frame.isCommitted());
    }

    private static void jobCommit(Round round) throws InterruptedException {
        killAt(
                round,
                "job",
                frame -> frame.from().startsWith("sensorium-job") && frame.isCommitted());
    }

    private static void killAt(Round round, String part, Predicate<Frame> moment)
            throws InterruptedException {
        round.hold(round.between(0, 1));
        long pid = round.pid(part);
        round.expectDeath(part);
        AtomicBoolean done = new AtomicBoolean();
        round.bench()
                .before()
                .mischief(
                        frame -> {
                            if (!moment.test(frame)) {
                                return Verdict.PASS;
                            }
                            if (done.compareAndSet(false, true)) {
                                Signals.kill(pid);
                            }
                            return Verdict.RESET;
                        });
        round.await("a commit of the " + part, done::get);
        round.bench().before().heal();
    }

    private static void burst(Round round) throws InterruptedException {
        for (int i = 0; i < BURST; i++) {
            round.kill(round.dice().nextBoolean() ? "gateway" : "job");
            round.hold(round.between(0.5, 1.5));
        }
    }

    private static void job(Round round) throws InterruptedException {
        round.hold(round.between(0, 2));
        round.kill("job");
        if (round.dice().nextBoolean()) {
            round.kill("gateway");
        }
    }

    private static void zombie(Round round) throws Exception {
        long pid = round.pid("gateway");
        round.expectDeath("gateway"); // it has to find out, and stop
        Signals.pause(pid);
        try {
            round.hold(round.between(1, 3));
            claimAsAnother(round);
            round.hold(round.between(1, 3));
        } finally {
            Signals.resume(pid);
        }
        round.await(
                "the end of a fenced gateway",
                () -> round.bench().copy().pid("gateway").orElse(0) != pid);
    }

    /** By the very code and with the rights of a second gateway. */
    private static void claimAsAnother(Round round) throws Exception {
        Map<String, String> secrets = round.bench().copy().secrets();
        DatabaseAddress address =
                new DatabaseAddress(
                        round.bench().database().address().url(),
                        Schema.INGEST,
                        String.valueOf(secrets.get("SENSORIUM_INGEST_DB_PASSWORD")));
        try (HikariDataSource pool = ConnectionPool.open(address, "rival", 1)) {
            Inbox.claim(pool, "main");
        }
    }

    private static void standstill(Round round) throws InterruptedException {
        round.pause("gateway", round.between(5, 12));
    }
}
