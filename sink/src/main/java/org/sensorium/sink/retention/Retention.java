package org.sensorium.sink.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops chunks that lie wholly before the horizon: instant, and without a row being touched. */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private Retention() {}

    /**
     * Enforces both horizons once.
     *
     * @param keepReadings for readings and roll-ups; null keeps everything
     * @param keepLog for the ingest log: how far back the job can be run again
     */
    public static void enforce(
            DataSource database, @Nullable Duration keepReadings, Duration keepLog)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            forget(connection, "ingest_log", keepLog);
            if (keepReadings != null) {
                forget(connection, "readings", keepReadings);
                forget(connection, "rollups_1m", keepReadings);
            }
        }
    }

    private static void forget(Connection connection, String relation, Duration keep)
            throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement(
                        "select store.forget_before(?, now() - make_interval(secs => ?))")) {
            forget.setString(1, relation);
            forget.setDouble(2, keep.toSeconds());
            try (ResultSet row = forget.executeQuery()) {
                if (row.next() && row.getInt(1) > 0) {
                    log.info("{}: dropped {} chunks older than {}", relation, row.getInt(1), keep);
                }
            }
        }
    }
}
