package org.sensorium.registry.users;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.credentials.UserPassword;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;
import org.sensorium.registry.view.Role;

/** The accounts in their table. Those of the parts themselves are not touched here. */
public final class Users {
    private static final String SELECT =
            "select user_name, display_name, role, departments, disabled from store.users";

    private final DataSource db;

    /** Works in this database. */
    public Users(DataSource db) {
        this.db = db;
    }

    /** All, by name. */
    public List<User> all() throws SQLException {
        return Transactions.reading(
                db,
                connection ->
                        BoundSql.of(SELECT)
                                .add(" order by user_name")
                                .list(connection, Users::read));
    }

    /** The one of that name. */
    public Optional<User> find(String id) throws SQLException {
        return Transactions.reading(db, connection -> find(connection, id));
    }

    /**
     * Creates or replaces; true if it is new. A new password, and being disabled, end all sessions.
     *
     * @param password null keeps the one that is there
     */
    public boolean put(Actor actor, User user, @Nullable String password) throws SQLException {
        // Hashing takes its time: before the transaction, not within it.
        @Nullable String hash = password == null ? null : UserPassword.hash(password);
        return Transactions.changing(
                db,
                connection -> {
                    Optional<User> before = find(connection, user.id());
                    refuse(connection, actor, before, user, hash);
                    write(connection, before, user, hash);
                    if (hash != null || user.disabled()) {
                        BoundSql.of("delete from store.sessions where user_name = ?", user.id())
                                .change(connection);
                    }
                    AuditLog.write(
                            connection,
                            actor.user(),
                            before.isEmpty() ? "user.created" : "user.changed",
                            user.id(),
                            AuditLog.change(
                                    before.map(was -> told(was, "there")).orElse(null),
                                    told(user, hash == null ? "kept" : "new")));
                    return before.isEmpty();
                });
    }

    private static Map<String, Object> told(User user, String password) {
        return Map.of(
                "role", user.role().code(),
                "departments", user.departments(),
                "disabled", user.disabled(),
                "password", password);
    }

    private static void refuse(
            Connection connection,
            Actor actor,
            Optional<User> before,
            User user,
            @Nullable String hash)
            throws SQLException {
        if (before.isEmpty() && hash == null) {
            throw Refused.invalid("password", "a new user needs a password");
        }
        if (before.isPresent() && before.get().role() == Role.SERVICE) {
            throw Refused.conflict(
                    null, "'" + user.id() + "' is an account of Sensorium itself, not a person's");
        }
        if (user.id().equals(actor.user()) && (user.role() != Role.ADMIN || user.disabled())) {
            throw Refused.conflict(
                    user.disabled() ? "disabled" : "role",
                    "you would lock yourself out: have another administrator do it");
        }
        List<String> missing = new ArrayList<>(user.departments());
        missing.removeAll(
                BoundSql.of(
                                "select department from store.departments"
                                        + " where department = any (?)",
                                (Object) user.departments().toArray(new String[0]))
                        .list(connection, row -> row.getString(1)));
        if (!missing.isEmpty()) {
            throw Refused.invalid("departments", "there is no department " + missing);
        }
        if (before.isEmpty()
                && BoundSql.of("select 1 from store.sensors where sensor_id = ?", user.id())
                        .first(connection, row -> true)
                        .isPresent()) {
            throw Refused.conflict("id", "'" + user.id() + "' is the id of a sensor");
        }
    }

    private static void write(
            Connection connection, Optional<User> before, User user, @Nullable String hash)
            throws SQLException {
        String[] departments = user.departments().toArray(new String[0]);
        if (before.isEmpty()) {
            BoundSql.of(
                            "insert into store.users (user_name, display_name, role, departments,"
                                    + " disabled, password_hash) values (?, ?, ?, ?, ?, ?)",
                            user.id(),
                            user.displayName(),
                            user.role().code(),
                            departments,
                            user.disabled(),
                            hash)
                    .change(connection);
            return;
        }
        BoundSql.of(
                        "update store.users set display_name = ?, role = ?, departments = ?,"
                                + " disabled = ?",
                        user.displayName(),
                        user.role().code(),
                        departments,
                        user.disabled())
                .addIf(hash, ", password_hash = ?")
                .add(" where user_name = ?", user.id())
                .change(connection);
    }

    private static Optional<User> find(Connection connection, String id) throws SQLException {
        return BoundSql.of(SELECT).add(" where user_name = ?", id).first(connection, Users::read);
    }

    private static User read(ResultSet row) throws SQLException {
        return new User(
                row.getString("user_name"),
                row.getString("display_name"),
                Role.ofCode(row.getString("role")),
                List.of((String[]) row.getArray("departments").getArray()),
                row.getBoolean("disabled"));
    }
}
