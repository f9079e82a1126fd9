package org.sensorium.sink.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the database compress chunks that lie wholly before a horizon. It does so by a policy of its
 * own, in the community edition of TimescaleDB only. Compressed readings are read, added to and
 * found stored as ever, only slower to add to.
 */
public final class Compression {
    private static final Logger log = LoggerFactory.getLogger(Compression.class);

    private Compression() {}

    /**
     * Sets the policy for readings and roll-ups; nothing changes if it is set already.
     *
     * @param after how old they are when they are compressed; at least the age at which late
     *     readings still come in numbers
     * @return false if this database's edition cannot compress
     */
    public static boolean enforce(DataSource database, Duration after) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement set =
                        connection.prepareStatement(
                                "select store.compress_after(make_interval(secs => ?))")) {
            set.setDouble(1, after.toSeconds());
            try (ResultSet row = set.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    log.info("readings and roll-ups are compressed after {}", after);
                    return true;
                }
            }
        }
        log.warn(
                "nothing is compressed after {}: that takes TimescaleDB's community edition",
                after);
        return false;
    }
}
