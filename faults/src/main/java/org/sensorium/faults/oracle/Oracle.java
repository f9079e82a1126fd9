package org.sensorium.faults.oracle;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sensorium.simulator.settings.Surroundings;
import org.sensorium.simulator.verify.Ledger;
import org.sensorium.simulator.verify.SqlViews;
import org.sensorium.simulator.verify.StoredRows;
import org.sensorium.simulator.verify.Verdict;
import org.sensorium.simulator.verify.Verification;

/**
 * Judges when all is over: what was acknowledged is stored, once, as it was; roll-ups and alerts
 * are what follows from it. Looks again for a while, since roll-ups are written with a delay; what
 * differs after that is wrong.
 */
public final class Oracle {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Superuser database;
    private final Surroundings surroundings;
    private final Publications publications;

    /** Everything as outsiders see it, and the log. */
    public Oracle(Superuser database, Surroundings surroundings, Publications publications) {
        this.database = database;
        this.surroundings = surroundings;
        this.publications = publications;
    }

    /**
     * Where a comparison begins.
     *
     * @param instant by the database's clock
     * @param sequence the log's newest entry
     */
    public record Since(Instant instant, long sequence) {}

    /** This moment: before the first message of the sensors that are to be judged. */
    public Since now() throws SQLException {
        return new Since(
                database.now(),
                database.number("select coalesce(max(seq), 0) from store.ingest_log"));
    }

    /**
     * Compares.
     *
     * @param ledger of a fleet that has stopped
     * @param sensors its ids
     * @param since before its first message
     * @param sessionsGone whether the broker's data were taken from it: then nothing was kept for a
     *     subscriber until he was back
     */
    public Findings judge(Ledger ledger, List<String> sensors, Since since, boolean sessionsGone)
            throws SQLException, IOException, InterruptedException {
        RollUps rollUps = new RollUps(database, sensors);
        Alerts alerts = new Alerts(database, sensors, publications, sessionsGone);
        long start = System.nanoTime();
        try (StoredRows rows = SqlViews.open(surroundings)) {
            Verification verification = new Verification(ledger, rows, since.instant());
            while (true) {
                Verdict stored = verification.compare();
                Difference minutes = rollUps.compare();
                Difference events = alerts.compare(since.sequence());
                double seconds = (System.nanoTime() - start) / 1e9;
                boolean settled = stored.holds() && minutes.count() == 0 && events.count() == 0;
                if (settled || seconds > PATIENCE.toSeconds()) {
                    return new Findings(stored, minutes, events, alerts.count(), seconds);
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }
}
