package org.sensorium.bench.laboratory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sensorium.bench.load.Account;
import org.sensorium.bench.load.Readings;
import org.sensorium.bench.machine.Usage;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.testbed.Copy;
import org.sensorium.testbed.Folder;
import org.sensorium.testbed.Ports;
import org.sensorium.testbed.Rest;

/** A running system with some hundred sensors that can connect, and its counters. */
public final class Laboratory implements AutoCloseable {
    /** The parts whose processes are looked at, and the load generator. */
    public static final List<String> PARTS = List.of("gateway", "job", "database", "console");

    /** This process. */
    public static final String GENERATOR = "generator";

    private static final int CONNECTIONS = 500;
    private static final Map<String, String> RULES =
            Map.of(
                    "bench-level",
                    ("{\"sensorType\":\"%s\",\"metric\":\"%s\",\"detector\":\"threshold\",\"severity\":\"major\","
                                    + "\"parameters\":{\"above\":\"%s\",\"clear\":\"85\",\"for\":\"PT0S\"}}")
                            .formatted(Registration.TYPE, Readings.METRIC, Readings.ALERT_ABOVE),
                    // Watched as always, but between two trials everybody is silent.
                    "bench-silence",
                    ("{\"sensorType\":\"%s\",\"detector\":\"silence\",\"severity\":\"minor\","
                                    + "\"parameters\":{\"intervals\":\"5\",\"atLeast\":\"PT24H\"}}")
                            .formatted(Registration.TYPE));

    private final Copy copy;
    private final Ports ports;
    private final Database database;
    private final Registration registration;
    private final List<Account> accounts;
    private final Account administrator;
    private final boolean throwAway;

    private Laboratory(
            Copy copy,
            Ports ports,
            Map<String, String> credentials,
            List<Account> accounts,
            Registration registration,
            boolean throwAway)
            throws IOException {
        this.copy = copy;
        this.ports = ports;
        this.accounts = accounts;
        this.registration = registration;
        this.administrator = administrator(credentials);
        this.throwAway = throwAway;
        this.database =
                new Database(
                        new DatabaseAddress(
                                String.valueOf(credentials.get("SENSORIUM_DB_URL")),
                                "postgres",
                                String.valueOf(
                                        copy.secrets().get("SENSORIUM_DB_SUPERUSER_PASSWORD"))));
    }

    private static Account administrator(Map<String, String> credentials) {
        return new Account(
                String.valueOf(credentials.get("SENSORIUM_ADMIN_USER")),
                credentials.get("SENSORIUM_ADMIN_PASSWORD"));
    }

    /** A home that every account may reach: as root, PostgreSQL runs as another. */
    public static Path temporaryHome() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "sensorium-bench-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /**
     * Starts it all.
     *
     * @param more further variables, such as options for the parts' JVMs
     * @param throwAway whether the home is deleted at the end
     */
    public static Laboratory open(Path root, Path home, Map<String, String> more, boolean throwAway)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Map<String, String> environment = new HashMap<>(more);
        // Each sensor's alert comes many times, and each has to be raised to be measured.
        environment.put("SENSORIUM_JOB_FLAPPING_RAISES", "0");
        Copy copy = new Copy(root, home, ports, environment);
        try {
            copy.up();
            Map<String, String> credentials = copy.credentials();
            Registration registration = new Registration(credentials);
            List<Account> accounts = registration.connecting(CONNECTIONS);
            Rest rest = new Rest(credentials);
            for (Map.Entry<String, String> rule : RULES.entrySet()) {
                rest.call("PUT", "/rules/" + rule.getKey(), rule.getValue());
            }
            return new Laboratory(copy, ports, credentials, accounts, registration, throwAway);
        } catch (IOException | InterruptedException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** The system itself. */
    public Copy copy() {
        return copy;
    }

    /** The broker's port. */
    public int mqttPort() {
        return ports.mqtt();
    }

    /** Its database. */
    public Database database() {
        return database;
    }

    /** Registers more. */
    public Registration registration() {
        return registration;
    }

    /** Sensors that can connect. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Who may hear every alert. */
    public Account administrator() {
        return administrator;
    }

    /** Alerts of the benchmark's own rule. */
    public String alertFilter() {
        return "alerts/" + Registration.DEPARTMENT + "/+/+/threshold/#";
    }

    /** Readings that the gateway has stored since it started. */
    public long stored() {
        return (long) copy.health().metric("gateway", "sensorium_store_readings_total").orElse(0);
    }

    /** Readings that the job has taken from the log since it started. */
    public long emitted() {
        return (long) copy.health().metric("job", "sensorium_log_readings_total").orElse(0);
    }

    /** How far the job is behind the wall clock, seconds. */
    public double jobBehindSeconds() {
        return copy.health().metric("job", "sensorium_log_behind_seconds").orElse(0);
    }

    /** What the parts and this process have used. */
    public Usage usage() throws IOException {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (String part : PARTS) {
            OptionalLong pid = copy.pid(part);
            if (pid.isPresent()) {
                processes.put(part, pid.getAsLong());
            }
        }
        processes.put(GENERATOR, ProcessHandle.current().pid());
        return Usage.now(processes);
    }

    /**
     * Waits for something to become true.
     *
     * @throws IOException if it does not in time
     */
    public void await(String what, long seconds, BooleanSupplier condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("after " + seconds + " s still not: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() throws IOException {
        copy.close();
        if (throwAway) {
            Folder.delete(copy.home());
        }
    }
}
