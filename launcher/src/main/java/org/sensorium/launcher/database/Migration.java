package org.sensorium.launcher.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.parts.Addresses;
import org.sensorium.registry.credentials.Bootstrap;
import org.sensorium.sink.schema.Schema;

/** Brings the database to the current schema and the registry to its first accounts. */
public final class Migration {
    private final RunningDatabase database;
    private final Secrets secrets;
    private final Consumer<String> progress;

    /**
     * @param progress takes lines for whoever waits at the terminal
     */
    public Migration(RunningDatabase database, Secrets secrets, Consumer<String> progress) {
        this.database = database;
        this.secrets = secrets;
        this.progress = progress;
    }

    /**
     * Migrates; does nothing that is done already.
     *
     * @return with which account each part is to sign in
     * @throws IOException if the database is away, or refuses
     */
    public Addresses run() throws IOException {
        try {
            Map<String, String> passwords = mayCreateRoles() ? rolePasswords() : Map.of();
            Schema.migrate(database.jdbcUrl(), database.user(), database.password(), passwords);
            Bootstrap.run(
                    database.jdbcUrl(),
                    database.user(),
                    database.password(),
                    secrets.adminPassword(),
                    Map.of(
                            Secrets.GATEWAY_ACCOUNT,
                                    secrets.accountPassword(Secrets.GATEWAY_ACCOUNT),
                            Secrets.JOB_ACCOUNT, secrets.accountPassword(Secrets.JOB_ACCOUNT)));
            return addresses(passwords);
        } catch (SQLException e) {
            throw new IOException("the database " + database + complaint(e) + e.getMessage(), e);
        }
    }

    private static String complaint(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08")) {
            return " does not answer; correct SENSORIUM_DB_URL, or unset it for a database of Sensorium's own: ";
        }
        if (state.startsWith("28")) {
            return " refuses the sign-in; correct SENSORIUM_DB_USER and SENSORIUM_DB_PASSWORD: ";
        }
        return " cannot be brought to the current schema: ";
    }

    private Addresses addresses(Map<String, String> passwords) {
        Map<String, Addresses.Login> logins = new HashMap<>();
        for (String role : Schema.ROLES) {
            logins.put(
                    role,
                    passwords.isEmpty()
                            ? new Addresses.Login(database.user(), database.password())
                            : new Addresses.Login(role, secrets.rolePassword(role)));
        }
        return new Addresses(database.jdbcUrl(), Map.copyOf(logins));
    }

    private Map<String, String> rolePasswords() {
        Map<String, String> passwords = new HashMap<>();
        Schema.ROLES.forEach(role -> passwords.put(role, secrets.rolePassword(role)));
        return Map.copyOf(passwords);
    }

    private boolean mayCreateRoles() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select rolsuper or rolcreaterole from pg_roles where rolname = current_user")) {
            boolean may = row.next() && row.getBoolean(1);
            if (!may) {
                progress.accept(
                        "warning: the database's user '"
                                + database.user()
                                + "' may not create roles, so every part signs in as that user; give it CREATEROLE"
                                + " for a role of least rights each");
            }
            return may;
        }
    }
}
