package org.sensorium.registry.credentials;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The accounts without which nobody could sign in: the administrator and the parts themselves. */
public final class Bootstrap {
    /** The administrator's user name. */
    public static final String ADMIN = "admin";

    private static final String UPSERT =
            "insert into store.users as u"
                    + " (user_name, display_name, password_hash, role, departments)"
                    + " values (?, ?, ?, ?, array['city'])"
                    + " on conflict (user_name) do update set password_hash = excluded.password_hash,"
                    + " role = excluded.role, disabled = false";

    private Bootstrap() {}

    /**
     * Makes sure that these accounts exist with these passwords; leaves alone what is right.
     *
     * @param user owns the schema or may write to it
     * @param serviceAccounts passwords by account name, such as {@code _gateway}
     */
    public static void run(
            String jdbcUrl,
            String user,
            String password,
            String adminPassword,
            Map<String, String> serviceAccounts)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            settle(connection, ADMIN, "Administrator", adminPassword, "admin");
            for (Map.Entry<String, String> account : serviceAccounts.entrySet()) {
                settle(connection, account.getKey(), null, account.getValue(), "service");
            }
        }
    }

    private static void settle(
            Connection connection,
            String name,
            @Nullable String displayName,
            String password,
            String role)
            throws SQLException {
        @Nullable String hash = hashOf(connection, name);
        if (hash != null && UserPassword.verify(password, hash)) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setString(1, name);
            upsert.setString(2, displayName);
            upsert.setString(3, UserPassword.hash(password));
            upsert.setString(4, role);
            upsert.executeUpdate();
        }
    }

    private static @Nullable String hashOf(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select password_hash from store.users where user_name = ?"
                                + " and not disabled")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
