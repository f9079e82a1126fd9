package org.sensorium.sink;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means for whoever sent it: classified first, then acted upon. */
public enum SqlFailure {
    /** The database is away, restarting or busy: the same work again, later, will do. */
    RETRY,
    /** Something in this batch does not fit: merge it or single it out, the rest goes in. */
    ISOLATE,
    /** No repetition helps: sign-in, rights or schema are wrong, and someone has to act. */
    STOP;

    private static final Set<String> RETRY_STATES =
            Set.of(
                    "40001", // serialization failure
                    "40P01", // deadlock
                    "55P03", // lock not available
                    "57014", // statement cancelled
                    "57P01", // administrator shut down
                    "57P02", // crash shutdown
                    "57P03", // starting up
                    "57P04", // database dropped
                    "57P05", // idle session closed
                    "25P03" // idle transaction closed
                    );

    /** Classifies by SQLSTATE; an exception without one (a broken socket, say) is worth a retry. */
    public static SqlFailure of(SQLException failure) {
        String state = stateOf(failure);
        if (state == null || RETRY_STATES.contains(state)) {
            return RETRY;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // connection, resources (disk full, too many connections), system errors such as I/O
            case "08", "53", "58", "XX" -> RETRY;
            // bad value, broken constraint, cardinality, too large for a limit of the database
            case "22", "23", "21", "54" -> ISOLATE;
            default -> STOP;
        };
    }

    /** Whether a row with the same key was already there. */
    public static boolean isUniqueViolation(SQLException failure) {
        return "23505".equals(stateOf(failure));
    }

    /** Whether the database rolled this side back because two waited for each other. */
    public static boolean isDeadlock(Exception failure) {
        return "40P01".equals(stateOf(failure));
    }

    private static @Nullable String stateOf(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
