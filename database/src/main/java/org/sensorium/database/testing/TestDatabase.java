package org.sensorium.database.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sensorium.database.FreePort;
import org.sensorium.database.LocalTimescale;
import org.sensorium.database.Provisioning;
import org.sensorium.database.ServerSettings;

/**
 * One real TimescaleDB for the integration tests of this JVM, started at first use and gone with
 * the JVM, however that ends. {@code SENSORIUM_TEST_DB_URL} (with {@code SENSORIUM_TEST_DB_USER},
 * {@code SENSORIUM_TEST_DB_PASSWORD}, a superuser) names a server to use instead. Roles belong to
 * the whole server, databases to one test. Fails loudly when there is no database to be had: a test
 * that needs one never passes without. Safe for use by many threads.
 */
public final class TestDatabase {
    private static @Nullable TestDatabase shared;

    private final AtomicInteger counter = new AtomicInteger();
    private final String run = randomHex(4);
    private final String serverUrl;
    private final String user;
    private final String password;

    /**
     * An empty database of one test, for a superuser; the extension is not yet created in it.
     * Closing drops it, which is only a courtesy.
     */
    public record Database(
            TestDatabase server, String name, String jdbcUrl, String user, String password)
            implements AutoCloseable {
        /** A connection as superuser. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, user, password);
        }

        @Override
        public void close() throws SQLException {
            server.execute("drop database if exists " + name + " with (force)");
        }

        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    private TestDatabase(String serverUrl, String user, String password) {
        this.serverUrl = serverUrl;
        this.user = user;
        this.password = password;
    }

    /** The server of this JVM. */
    public static synchronized TestDatabase shared() {
        if (shared == null) {
            shared = open(System.getenv());
        }
        return shared;
    }

    /** A database that nobody else has. */
    public Database newDatabase() {
        String name = "test_" + run + "_" + counter.incrementAndGet();
        try {
            execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot create a database for a test on " + serverUrl + ": " + e.getMessage(),
                    e);
        }
        return new Database(this, name, serverUrl + name, user, password);
    }

    private static TestDatabase open(Map<String, String> environment) {
        @Nullable String given = environment.get("SENSORIUM_TEST_DB_URL");
        if (given != null && !given.isBlank()) {
            return new TestDatabase(
                    withoutDatabase(given),
                    environment.getOrDefault("SENSORIUM_TEST_DB_USER", "postgres"),
                    environment.getOrDefault("SENSORIUM_TEST_DB_PASSWORD", ""));
        }
        try {
            return startOwn();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no TimescaleDB for the integration tests (SENSORIUM_TEST_DB_URL would name one): "
                            + e.getMessage(),
                    e);
        }
    }

    private static TestDatabase startOwn() throws IOException {
        Path installation = new Provisioning(System.err::println).provide();
        Path home = Files.createTempDirectory(Path.of("/tmp"), "sensorium-test-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        String password = randomHex(16);
        for (int attempt = 1; ; attempt++) {
            LocalTimescale server =
                    new LocalTimescale(
                            new LocalTimescale.Plan(
                                    installation,
                                    home.resolve("cluster"),
                                    FreePort.any(),
                                    password,
                                    ServerSettings.throwAway(),
                                    home.resolve("server.log")));
            try {
                server.start();
            } catch (IOException e) {
                if (attempt < 3) {
                    continue; // somebody else took the port in between
                }
                throw e;
            }
            Janitor.watch(server.pid().orElseThrow(), home);
            return new TestDatabase(server.jdbcUrl(""), LocalTimescale.SUPERUSER, password);
        }
    }

    /** The address up to and with the slash before the database's name. */
    static String withoutDatabase(String jdbcUrl) {
        int slash = jdbcUrl.lastIndexOf('/');
        if (!jdbcUrl.startsWith("jdbc:postgresql://") || slash < "jdbc:postgresql://".length()) {
            throw new IllegalArgumentException(
                    "SENSORIUM_TEST_DB_URL '"
                            + jdbcUrl
                            + "' is not like jdbc:postgresql://host:port/database");
        }
        return jdbcUrl.substring(0, slash + 1);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(serverUrl + "postgres", user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
