package org.sensorium.sink.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sensorium.sink.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the current schema. */
public final class Schema {
    /** Owns the schema; used for migrations only. */
    public static final String MIGRATOR = "sensorium_migrator";

    /** The gateway. */
    public static final String INGEST = "sensorium_ingest";

    /** The Flink job. */
    public static final String JOB = "sensorium_job";

    /** REST and the web page. */
    public static final String CONSOLE = "sensorium_console";

    /** Reads the views and nothing else. */
    public static final String READER = "sensorium_reader";

    /** Every role, in the order in which they are made. */
    public static final List<String> ROLES = List.of(MIGRATOR, INGEST, JOB, CONSOLE, READER);

    private static final Logger log = LoggerFactory.getLogger(Schema.class);
    private static final int MOST_ATTEMPTS = 10;

    private Schema() {}

    /**
     * Creates what is missing: the extension, the roles with the given passwords, and the schema.
     *
     * @param user may create extensions; may create roles unless {@code rolePasswords} is empty
     * @param rolePasswords a password for each of {@link #ROLES}, or empty where every part signs
     *     in as {@code user}
     * @throws SQLException if the database is away or the user lacks a right
     */
    public static void migrate(
            String jdbcUrl, String user, String password, Map<String, String> rolePasswords)
            throws SQLException {
        migrate(jdbcUrl, user, password, rolePasswords, List.of());
    }

    /**
     * The same with migrations of the caller's own behind ours.
     *
     * @param locations where those lie, such as {@code classpath:db/ours}
     * @throws SQLException as above
     */
    public static void migrate(
            String jdbcUrl,
            String user,
            String password,
            Map<String, String> rolePasswords,
            List<String> locations)
            throws SQLException {
        List<String> all = new ArrayList<>(List.of("classpath:db/migration"));
        all.addAll(locations);
        prepare(jdbcUrl, user, password, rolePasswords);
        boolean asMigrator = !rolePasswords.isEmpty();
        Flyway flyway =
                Flyway.configure(Schema.class.getClassLoader())
                        .dataSource(
                                jdbcUrl,
                                asMigrator ? MIGRATOR : user,
                                asMigrator ? rolePassword(rolePasswords, MIGRATOR) : password)
                        .locations(all.toArray(String[]::new))
                        .schemas("store")
                        .createSchemas(true)
                        .table("schema_history")
                        .load();
        migrate(flyway);
    }

    /**
     * While readings flow a migration that changes several of their tables may meet a gateway that
     * takes them in another order. PostgreSQL then rolls one of the two back, whole: so once more.
     */
    private static void migrate(Flyway flyway) {
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (attempt == MOST_ATTEMPTS || !SqlFailure.isDeadlock(e)) {
                    throw e;
                }
                log.warn("a migration and the system blocked each other, trying it again");
            }
        }
    }

    /**
     * Creates the extension and the roles only, as a dump that is to be restored needs them.
     *
     * @param user see {@link #migrate}
     * @param rolePasswords see {@link #migrate}
     * @throws SQLException see {@link #migrate}
     */
    public static void prepare(
            String jdbcUrl, String user, String password, Map<String, String> rolePasswords)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            createExtension(connection);
            if (!rolePasswords.isEmpty()) {
                createRoles(connection, rolePasswords);
            }
        }
    }

    private static void createExtension(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists timescaledb");
            try (ResultSet row =
                    statement.executeQuery(
                            "select extversion, current_setting('timescaledb.license')"
                                    + " from pg_extension where extname = 'timescaledb'")) {
                if (row.next()) {
                    log.info("TimescaleDB {} ({} edition)", row.getString(1), row.getString(2));
                }
            }
        }
    }

    private static void createRoles(Connection connection, Map<String, String> passwords)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String role : ROLES) {
                String verb = exists(connection, role) ? "alter" : "create";
                // A utility statement takes no bind parameters; the server itself quotes the
                // password here.
                statement.execute(
                        verb
                                + " role "
                                + role
                                + " login nosuperuser nocreatedb nocreaterole password "
                                + quoted(connection, rolePassword(passwords, role)));
            }
            String database = quotedName(connection, connection.getCatalog());
            statement.execute(
                    "grant create, connect, temporary on database " + database + " to " + MIGRATOR);
            statement.execute("grant usage, create on schema public to " + MIGRATOR);
        }
    }

    private static String rolePassword(Map<String, String> passwords, String role) {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalArgumentException("no password given for the database role " + role);
        }
        return password;
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
            query.setString(1, role);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String quoted(Connection connection, String literal) throws SQLException {
        return serverQuoted(connection, "select quote_literal(?)", literal);
    }

    private static String quotedName(Connection connection, String name) throws SQLException {
        return serverQuoted(connection, "select quote_ident(?)", name);
    }

    private static String serverQuoted(Connection connection, String sql, String text)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, text);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
