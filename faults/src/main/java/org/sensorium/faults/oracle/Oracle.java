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

    /** The newest entry of the log at this moment. */
    public long sequence() throws SQLException {
        return database.number("select coalesce(max(seq), 0) from store.ingest_log");
    }

    /**
     * Compares.
     *
     * @param ledger of a fleet that has stopped
     * @param sensors its ids
     * @param begin before its first message, by the database's clock
     * @param afterSequence the log's newest entry then
     */
    public Findings judge(Ledger ledger, List<String> sensors, Instant begin, long afterSequence)
            throws SQLException, IOException, InterruptedException {
        RollUps rollUps = new RollUps(database, sensors);
        Alerts alerts = new Alerts(database, sensors, publications);
        long start = System.nanoTime();
        try (StoredRows rows = SqlViews.open(surroundings)) {
            Verification verification = new Verification(ledger, rows, begin);
            while (true) {
                Verdict stored = verification.compare();
                Difference minutes = rollUps.compare();
                Difference events = alerts.compare(afterSequence);
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
