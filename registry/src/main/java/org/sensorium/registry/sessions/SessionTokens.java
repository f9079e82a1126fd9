package org.sensorium.registry.sessions;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose a session's token is, for a part that may ask this and see nothing else of the sessions.
 */
public final class SessionTokens {
    private static final Logger log = LoggerFactory.getLogger(SessionTokens.class);

    /** 32 random bytes in base64url: see {@link Sessions}. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final DataSource db;

    /** Asks this database. */
    public SessionTokens(DataSource db) {
        this.db = db;
    }

    /** Whether it looks like a token at all. */
    public static boolean hasForm(String token) {
        return FORM.matcher(token).matches();
    }

    /** Whether that user has a session with that token, which is not over; no if nobody can say. */
    public boolean isHeldBy(String user, String token) {
        try {
            return Transactions.reading(
                    db,
                    connection ->
                            BoundSql.of(
                                            "select store.session_is_held(?, ?)",
                                            user,
                                            token.getBytes(StandardCharsets.UTF_8))
                                    .first(connection, row -> row.getBoolean(1))
                                    .orElse(false));
        } catch (SQLException e) {
            log.warn("a session's token cannot be looked up: {}", e.toString());
            return false;
        }
    }
}
