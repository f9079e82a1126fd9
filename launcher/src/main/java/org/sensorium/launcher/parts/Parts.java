package org.sensorium.launcher.parts;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.launcher.Settings;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.supervise.ChildProcess;
import org.sensorium.sink.schema.Schema;

/**
 * Knows how each part is started: its class path, its options, its environment with its own least
 * rights.
 */
public final class Parts {
    /** TimescaleDB. */
    public static final String DATABASE = "database";

    /** Broker and inbox. */
    public static final String GATEWAY = "gateway";

    /** The Flink job. */
    public static final String JOB = "job";

    /** REST and the web page. */
    public static final String CONSOLE = "console";

    /** The demonstration fleet. */
    public static final String FLEET = "fleet";

    /** All, in the order in which they are started; {@link #STOPPING} is the other way. */
    public static final List<String> IN_ORDER = List.of(DATABASE, GATEWAY, JOB, CONSOLE, FLEET);

    /**
     * All, in the order in which they are stopped: nobody loses whom it still writes to, and the
     * job sees the last of what the gateway has stored.
     */
    public static final List<String> STOPPING = List.of(FLEET, CONSOLE, GATEWAY, JOB, DATABASE);

    /** HiveMQ's broker and its RocksDB reach into the JDK. */
    private static final List<String> GATEWAY_OPENS =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");

    private final Settings settings;
    private final Secrets secrets;
    private final Addresses addresses;

    /** Keeps what the parts are to be told. */
    public Parts(Settings settings, Secrets secrets, Addresses addresses) {
        this.settings = settings;
        this.secrets = secrets;
        this.addresses = addresses;
    }

    /** Broker and inbox. */
    public ChildProcess gateway() {
        Map<String, String> environment = environment(Schema.INGEST, Secrets.GATEWAY_ACCOUNT);
        settings.mqttUrl().ifPresent(url -> environment.put("SENSORIUM_MQTT_URL", url));
        return part(
                GATEWAY,
                environment,
                GATEWAY_OPENS,
                classPath("ingest"),
                List.of("org.sensorium.ingest.Gateway"));
    }

    /** The Flink job in a process of its own. */
    public ChildProcess job() throws IOException {
        Map<String, String> environment = jobEnvironment();
        return part(
                JOB,
                environment,
                flinkOpens(),
                jobClassPath(settings.root()),
                List.of("org.sensorium.stream.SensoriumJob"));
    }

    /** The job's classes, with all that they need. */
    public static String jobClassPath(Path root) throws IOException {
        Path target = root.resolve("stream-jobs/target");
        return jar(target, false) + ":" + target.resolve("lib") + "/*";
    }

    /** What the job has to know, as a process or on a cluster. */
    public Map<String, String> jobEnvironment() {
        Map<String, String> environment = environment(Schema.JOB, Secrets.JOB_ACCOUNT);
        environment.put(
                "SENSORIUM_MQTT_URL",
                settings.mqttVia().map(via -> "tcp://" + via).orElse(settings.mqttAddress()));
        return environment;
    }

    /** The job's jar with all that a cluster does not have. */
    public Path jobJar() throws IOException {
        Path target = settings.root().resolve("stream-jobs/target");
        return jar(target, true);
    }

    /** The job's classes alone, or shaded with all that they need. */
    private static Path jar(Path target, boolean shaded) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "stream-jobs-*.jar")) {
            for (Path jar : jars) {
                String name = String.valueOf(jar.getFileName());
                if (name.endsWith("-job.jar") == shaded && !name.endsWith("-sources.jar")) {
                    return jar;
                }
            }
        } catch (NoSuchFileException e) {
            // not built yet, said below
        }
        throw new IOException(
                "there is no stream-jobs jar in " + target + ": build it with bin/sensorium build");
    }

    /** REST and the web page. */
    public ChildProcess console() throws IOException {
        Map<String, String> environment = environment(Schema.CONSOLE, null);
        environment.put("SENSORIUM_BACKTEST_CLASS_PATH", jobClassPath(settings.root()));
        environment.put("SENSORIUM_MQTT_URL", settings.mqttAddress());
        return part(
                CONSOLE,
                environment,
                List.of("-XX:+UseSerialGC"),
                classPath("console"),
                List.of("org.sensorium.console.Console"));
    }

    /**
     * The demonstration fleet: an outsider that signs in as administrator, like any user of the
     * simulator.
     */
    public ChildProcess fleet() {
        Map<String, String> environment = environment(Schema.READER, null);
        environment.putAll(credentials());
        return part(
                FLEET,
                environment,
                List.of("-XX:+UseSerialGC", "-Xshare:auto"), // nobody waits for its restart
                classPath("simulator"),
                List.of("org.sensorium.simulator.Simulator", "simulate", "--demonstration"));
    }

    /** What {@code credentials.env} holds. */
    public Map<String, String> credentials() {
        Addresses.Login reader = addresses.login(Schema.READER);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("SENSORIUM_ADMIN_USER", Secrets.ADMIN);
        values.put("SENSORIUM_ADMIN_PASSWORD", secrets.adminPassword());
        values.put("SENSORIUM_DB_URL", addresses.jdbcUrl());
        values.put("SENSORIUM_DB_USER", reader.user());
        values.put("SENSORIUM_DB_PASSWORD", reader.password());
        values.put("SENSORIUM_MQTT_URL", settings.mqttAddress());
        values.put("SENSORIUM_HTTP_URL", settings.httpAddress());
        return values;
    }

    private Map<String, String> environment(String role, @Nullable String account) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.remove("SENSORIUM_HTTP_URL");
        environment.keySet().removeIf(key -> key.matches("SENSORIUM_[A-Z]+_OPTS"));
        environment.keySet().removeIf(key -> key.startsWith("SENSORIUM_ADMIN_"));
        environment.keySet().removeIf(key -> key.startsWith("SENSORIUM_DB_"));
        for (String key : List.of("URL", "USER", "PASSWORD")) {
            environment.remove("SENSORIUM_MQTT_" + key);
        }
        environment.put("SENSORIUM_HOME", settings.home().root().toString());
        settings.ports().forEach((key, port) -> environment.put(key, Integer.toString(port)));
        Addresses.Login login = addresses.login(role);
        environment.put(
                "SENSORIUM_DB_URL",
                settings.databaseVia()
                        .map(via -> addresses.jdbcUrl().replaceFirst("//[^/]+", "//" + via))
                        .orElse(addresses.jdbcUrl()));
        environment.put("SENSORIUM_DB_USER", login.user());
        environment.put("SENSORIUM_DB_PASSWORD", login.password());
        if (account != null) {
            environment.put("SENSORIUM_MQTT_USER", account);
            environment.put("SENSORIUM_MQTT_PASSWORD", secrets.accountPassword(account));
        }
        return environment;
    }

    private ChildProcess part(
            String name,
            Map<String, String> environment,
            List<String> options,
            String classPath,
            List<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HeapSizes.option(name, machineBytes()));
        // A part that has lost a thread to it must not linger.
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.timezone=UTC");
        command.add("-Dsensorium.part=" + name);
        command.add("-Djava.io.tmpdir=" + settings.home().temporary(name));
        command.addAll(options);
        String key = "SENSORIUM_" + name.toUpperCase(Locale.ROOT) + "_OPTS";
        String own = settings.environment().getOrDefault(key, "").strip();
        if (!own.isEmpty()) {
            command.addAll(List.of(own.split("\\s+")));
        }
        command.addAll(List.of("-cp", classPath));
        command.addAll(program);
        return new ChildProcess(
                name, List.copyOf(command), Map.copyOf(environment), settings.home());
    }

    private String classPath(String module) {
        Path target = settings.root().resolve(module).resolve("target");
        return target + "/*:" + target.resolve("lib") + "/*";
    }

    private static List<String> flinkOpens() {
        List<String> opens = new ArrayList<>();
        for (String name :
                List.of(
                        "java.lang",
                        "java.net",
                        "java.io",
                        "java.nio",
                        "sun.nio.ch",
                        "java.lang.reflect",
                        "java.text",
                        "java.time",
                        "java.util",
                        "java.util.concurrent",
                        "java.util.concurrent.atomic",
                        "java.util.concurrent.locks")) {
            opens.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
        }
        return opens;
    }

    private static long machineBytes() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
