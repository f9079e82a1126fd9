package org.sensorium.registry.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.credentials.UserPassword;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;
import org.sensorium.registry.view.Role;

/** Sign-in, and who stands behind a token. Looked up each time: what is revoked is at once. */
public final class Sessions {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Verified in place of an unknown user's, so that both take the same time. */
    private static final String NOBODYS_HASH = UserPassword.hash("nobody has this password");

    private final DataSource db;
    private final Duration lifetime;
    private final Duration idle;

    /**
     * Works in this database.
     *
     * @param lifetime how long a session lasts at most
     * @param idle how long it lasts while nobody uses it
     */
    public Sessions(DataSource db, Duration lifetime, Duration idle) {
        this.db = db;
        this.lifetime = lifetime;
        this.idle = idle;
    }

    private record Credentials(Actor actor, boolean disabled, String passwordHash) {}

    /**
     * Signs in; empty if name or password are wrong, the account is disabled, or it is one of
     * Sensorium's own, which sign in at the broker only. Takes some 30 ms in every case.
     *
     * @param from the caller's address, for the audit log
     */
    public Optional<Session> open(String user, String password, String from) throws SQLException {
        Optional<Credentials> account =
                Transactions.reading(
                        db,
                        connection ->
                                BoundSql.of(
                                                "select user_name, role, departments, disabled,"
                                                        + " password_hash from store.users"
                                                        + " where user_name = ?",
                                                user)
                                        .first(connection, Sessions::readCredentials));
        String hash = account.map(Credentials::passwordHash).orElse(NOBODYS_HASH);
        boolean right = UserPassword.verify(password, hash);
        if (!right || account.isEmpty() || !maySignIn(account.get())) {
            String subject = account.map(found -> found.actor().user()).orElse("unknown user");
            Transactions.in(
                    db,
                    connection -> {
                        audit(connection, subject, "session.refused", from);
                        return subject;
                    });
            return Optional.empty();
        }
        return Optional.of(begin(account.get().actor(), from));
    }

    /** How long a session lasts while nobody uses it. */
    public Duration idle() {
        return idle;
    }

    /** Who holds the token; empty if it is none of ours, or over. To ask is to use it. */
    public Optional<Actor> actor(String token) throws SQLException {
        byte[] hash = hash(token);
        return Transactions.in(
                db,
                connection -> {
                    Optional<Actor> holder =
                            BoundSql.of(
                                            "select u.user_name, u.role, u.departments"
                                                    + " from store.sessions s"
                                                    + " join store.users u using (user_name)"
                                                    + " where s.token_hash = ?"
                                                    + " and s.expires_at > now()"
                                                    + " and s.idle_until > now()"
                                                    + " and not u.disabled",
                                            (Object) hash)
                                    .first(connection, Sessions::readActor);
                    if (holder.isPresent()) {
                        use(connection, hash);
                    }
                    return holder;
                });
    }

    /** Not written each time: a sixtieth of the time sooner or later makes no difference. */
    private void use(Connection connection, byte[] hash) throws SQLException {
        BoundSql.of(
                        "update store.sessions set idle_until = now() + ? * interval '1 second'"
                                + " where token_hash = ?"
                                + " and idle_until < now() + ? * interval '1 second'",
                        idle.toSeconds(),
                        hash,
                        idle.toSeconds() - Math.max(1, idle.toSeconds() / 60))
                .change(connection);
    }

    /** Signs out. */
    public void close(Actor actor, String token) throws SQLException {
        Transactions.in(
                db,
                connection -> {
                    int closed =
                            BoundSql.of(
                                            "delete from store.sessions where token_hash = ?",
                                            (Object) hash(token))
                                    .change(connection);
                    AuditLog.write(
                            connection, actor.user(), "session.closed", actor.user(), Map.of());
                    return closed;
                });
    }

    private Session begin(Actor actor, String from) throws SQLException {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return Transactions.in(
                db,
                connection -> {
                    BoundSql.of(
                                    "delete from store.sessions where expires_at <= now()"
                                            + " or idle_until <= now()")
                            .change(connection);
                    Instant until =
                            BoundSql.of(
                                            "insert into store.sessions (token_hash, user_name,"
                                                    + " expires_at, idle_until) values (?, ?, now()"
                                                    + " + ? * interval '1 second', now()"
                                                    + " + ? * interval '1 second')"
                                                    + " returning expires_at",
                                            hash(token),
                                            actor.user(),
                                            lifetime.toSeconds(),
                                            idle.toSeconds())
                                    .first(
                                            connection,
                                            row ->
                                                    Objects.requireNonNull(
                                                            BoundSql.instant(row, "expires_at")))
                                    .orElseThrow();
                    audit(connection, actor.user(), "session.opened", from);
                    return new Session(token, actor, until);
                });
    }

    private static void audit(Connection connection, String user, String action, String from)
            throws SQLException {
        AuditLog.write(connection, user, action, user, Map.of("from", from));
    }

    private static boolean maySignIn(Credentials account) {
        return !account.disabled() && account.actor().role() != Role.SERVICE;
    }

    private static Credentials readCredentials(ResultSet row) throws SQLException {
        return new Credentials(
                readActor(row), row.getBoolean("disabled"), row.getString("password_hash"));
    }

    private static Actor readActor(ResultSet row) throws SQLException {
        return new Actor(
                row.getString("user_name"),
                Role.ofCode(row.getString("role")),
                List.of((String[]) row.getArray("departments").getArray()));
    }

    /** A token has 256 random bits: nothing to guess, so nothing to slow down. */
    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
