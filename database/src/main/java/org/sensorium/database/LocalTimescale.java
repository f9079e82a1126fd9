package org.sensorium.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TimescaleDB server of our own on 127.0.0.1: makes the cluster at the first start, resumes it at
 * later ones, takes over what a killed predecessor left. Every method may be called from any
 * thread; they wait for each other.
 */
public final class LocalTimescale implements AutoCloseable {
    /** The role that owns everything; only the launcher and tests sign in with it. */
    public static final String SUPERUSER = "postgres";

    /** The database that {@link #start} creates. */
    public static final String DATABASE = "sensorium";

    private static final Logger log = LoggerFactory.getLogger(LocalTimescale.class);
    private static final int STOP_SECONDS = 60;
    private static final int START_ATTEMPTS = 10;
    private static final Duration RECOVERY = Duration.ofMinutes(30);

    private final Plan plan;
    private final ServerAccount account;
    private final PostgresPrograms programs;
    private final Path dataDirectory;
    private @Nullable Process server;

    /**
     * What to run.
     *
     * @param installation as {@link Provisioning#provide} gave it
     * @param dataDirectory where the cluster lies or is to be made; need not exist
     * @param port of 127.0.0.1
     * @param superuserPassword the cluster takes it over should it have another one
     * @param settings written into the cluster at every start
     * @param log gets the server's messages, appended
     */
    public record Plan(
            Path installation,
            Path dataDirectory,
            int port,
            String superuserPassword,
            ServerSettings settings,
            Path log) {
        /** Checks what can be checked before anything runs. */
        public Plan {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is outside 1…65535");
            }
            if (superuserPassword.isEmpty() || superuserPassword.contains("\n")) {
                throw new IllegalArgumentException(
                        "the superuser's password must be one line and not empty");
            }
        }

        @Override
        public String toString() {
            return "TimescaleDB in " + dataDirectory + " on port " + port;
        }
    }

    /** Settles where the files lie; starts nothing yet. */
    public LocalTimescale(Plan plan) throws IOException {
        this.plan = plan;
        this.account = ServerAccount.ofThisProcess();
        this.programs = new PostgresPrograms(plan.installation(), account);
        if (!account.canEnter(plan.installation())) {
            throw new IOException(
                    "the account '"
                            + account.name().orElse("")
                            + "', under which PostgreSQL runs, cannot reach "
                            + plan.installation()
                            + ": set SENSORIUM_CACHE to a directory that everybody can reach");
        }
        this.dataDirectory = DataDirectory.settle(plan.dataDirectory(), account);
    }

    /**
     * Stops a server that an earlier process left running on these files; does nothing if there is
     * none.
     *
     * @return whether there was one
     */
    public synchronized boolean stopLeftBehind() throws IOException {
        boolean running = new PostmasterFile(dataDirectory).running().isPresent();
        if (running) {
            programs.stop(dataDirectory, "fast", STOP_SECONDS);
        }
        return running;
    }

    /**
     * Starts the server and waits until it answers, however long it has to recover. Does nothing if
     * it runs already; starts it again if it has died.
     *
     * @throws IOException if it cannot; the message ends with the server's last words
     */
    public synchronized void start() throws IOException {
        if (server != null && server.isAlive()) {
            return;
        }
        if (!Files.exists(dataDirectory.resolve("PG_VERSION"))) {
            removeLeftover();
            programs.initialise(dataDirectory, SUPERUSER, plan.superuserPassword());
        }
        takeOver();
        if (!FreePort.isFree(plan.port())) {
            throw new IOException(
                    "port "
                            + plan.port()
                            + " of 127.0.0.1 is taken: stop who listens there, or choose another port");
        }
        Path settings = dataDirectory.resolve("sensorium.conf");
        Files.writeString(
                settings, plan.settings().with("port", Integer.toString(plan.port())).render());
        account.give(settings);
        launch();
        ensureDatabase();
    }

    /** The JDBC address of the database {@link #DATABASE}. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The JDBC address of any database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + plan.port() + "/" + database;
    }

    /** The password of {@link #SUPERUSER}. */
    public String superuserPassword() {
        return plan.superuserPassword();
    }

    /** Where the files really lie. */
    public Path dataDirectory() {
        return dataDirectory;
    }

    /** The server's process id while it runs. */
    public synchronized OptionalLong pid() {
        return server != null && server.isAlive()
                ? OptionalLong.of(server.pid())
                : OptionalLong.empty();
    }

    /**
     * Completes when the server that runs now has ended, for whatever reason; at once if none runs.
     */
    public synchronized CompletableFuture<Void> ended() {
        return server == null
                ? CompletableFuture.completedFuture(null)
                : server.onExit().thenAccept(process -> {});
    }

    /** A connection as superuser. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", plan.superuserPassword());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "sensorium-database");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /**
     * Stops the server: what is committed is on disk, what is open is rolled back. Does nothing if
     * it does not run.
     *
     * @throws IOException if it does not stop within a minute
     */
    @Override
    public synchronized void close() throws IOException {
        if (server == null) {
            return;
        }
        if (server.isAlive()) {
            programs.stop(dataDirectory, "fast", STOP_SECONDS);
        }
        awaitExit();
        server = null;
    }

    private void removeLeftover() throws IOException {
        if (Files.isDirectory(dataDirectory)) {
            try (var entries = Files.list(dataDirectory)) {
                Optional<Path> entry = entries.findFirst();
                if (entry.isPresent()) {
                    throw new IOException(
                            dataDirectory
                                    + " is to hold the database, but holds something else ("
                                    + entry.get().getFileName()
                                    + "): move it away, or choose another SENSORIUM_HOME");
                }
            }
            Files.delete(dataDirectory);
        }
    }

    private void takeOver() throws IOException {
        PostmasterFile file = new PostmasterFile(dataDirectory);
        OptionalLong running = file.running();
        if (running.isPresent()) {
            log.info(
                    "a server of an earlier start still runs on {} (process {}): stopping it first",
                    dataDirectory,
                    running.getAsLong());
            programs.stop(dataDirectory, "fast", STOP_SECONDS);
        }
        file.removeIfStale();
    }

    private void launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            Process process = programs.startServer(dataDirectory, plan.log());
            server = process;
            if (answers(process)) {
                return;
            }
            // The children of a killed server need a moment to notice; until then a new one is
            // refused.
            boolean remnants = lastWords().contains("pre-existing shared memory block");
            if (!remnants || attempt == START_ATTEMPTS) {
                throw new IOException(
                        "PostgreSQL ended with "
                                + process.exitValue()
                                + " at the start:\n"
                                + lastWords());
            }
            pause(500);
        }
    }

    private boolean answers(Process process) throws IOException {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        boolean passwordSet = false;
        while (process.isAlive()) {
            try (Connection connection = connect("postgres")) {
                if (connection.isValid(5)) {
                    return true;
                }
            } catch (SQLException e) {
                if ("28P01".equals(e.getSQLState()) && !passwordSet) {
                    passwordSet = true;
                    close();
                    programs.setPassword(dataDirectory, SUPERUSER, plan.superuserPassword());
                    launch();
                    return true;
                }
                if ("28P01".equals(e.getSQLState()) || System.nanoTime() > deadline) {
                    programs.stop(dataDirectory, "fast", STOP_SECONDS);
                    throw new IOException("the database runs but refuses us: " + e.getMessage(), e);
                }
            }
            pause(50);
        }
        return false;
    }

    private void ensureDatabase() throws IOException {
        try (Connection connection = connect("postgres");
                PreparedStatement query =
                        connection.prepareStatement(
                                "select 1 from pg_database where datname = ?")) {
            query.setString(1, DATABASE);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    try (Statement create = connection.createStatement()) {
                        create.execute("create database " + DATABASE);
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException(
                    "cannot create the database " + DATABASE + ": " + e.getMessage(), e);
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(plan.log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    }

    private void awaitExit() throws IOException {
        try {
            if (server != null && !server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the database did not stop within " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database stopped", e);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database started", e);
        }
    }
}
