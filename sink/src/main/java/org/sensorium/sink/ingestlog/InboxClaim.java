package org.sensorium.sink.ingestlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an inbox over. A gateway that stands still in the middle of a commit (a paused virtual
 * machine, say) holds the inbox's row locked for as long as it does; its session is ended, which
 * rolls that commit back.
 */
record InboxClaim(long epoch, long lastSequence) {
    private static final Logger log = LoggerFactory.getLogger(InboxClaim.class);

    private static final String CLAIM =
            "insert into store.inboxes as i (inbox, epoch, last_seq) values (?, 1, 0)"
                    + " on conflict (inbox) do update set epoch = i.epoch + 1, claimed_at = now()"
                    + " returning epoch, last_seq";

    /** A commit takes less than this, or waits for something worse. */
    private static final String PATIENCE = "set lock_timeout = '3s'";

    private static final String NO_MORE_PATIENCE = "reset lock_timeout";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** The transaction that has changed the row and is not over; ours to end, being of our role. */
    private static final String END_HOLDER =
            "select pg_terminate_backend(locks.pid) from pg_locks locks, store.inboxes inbox"
                    + " where locks.locktype = 'transactionid' and locks.granted"
                    + " and locks.transactionid = inbox.xmax and inbox.inbox = ?";

    /** Waits at most some seconds for whoever holds the row. */
    static InboxClaim take(Connection connection, String name) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute(PATIENCE);
            try {
                return once(connection, name);
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
            }
            endHolder(connection, name);
            return once(connection, name);
        } finally {
            resetPatience(connection);
        }
    }

    private static InboxClaim once(Connection connection, String name) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, name);
            try (ResultSet row = claim.executeQuery()) {
                row.next();
                return new InboxClaim(row.getLong(1), row.getLong(2));
            }
        }
    }

    private static void endHolder(Connection connection, String name) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END_HOLDER)) {
            end.setString(1, name);
            try (ResultSet rows = end.executeQuery()) {
                int ended = 0;
                while (rows.next()) {
                    ended++;
                }
                log.warn(
                        "inbox {}: another gateway stands still in the middle of a commit; {} sessions"
                                + " of it ended",
                        name,
                        ended);
            }
        }
    }

    private static void resetPatience(Connection connection) throws SQLException {
        if (connection.isValid(1)) {
            try (Statement settings = connection.createStatement()) {
                settings.execute(NO_MORE_PATIENCE);
            }
        }
    }
}
