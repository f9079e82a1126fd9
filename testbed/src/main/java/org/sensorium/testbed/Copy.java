package org.sensorium.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A whole system with a home and ports of its own, started as people start it, with proxies between
 * its parts. Closing it stops it and leaves its home to the caller.
 */
public final class Copy implements AutoCloseable {
    /** The parts that come back by themselves. */
    public static final List<String> PARTS = List.of("database", "gateway", "job", "console");

    private static final long MOST_SECONDS = 300;

    private final Path root;
    private final Path home;
    private final Map<String, String> environment;
    private final Health health;

    /**
     * Starts nothing yet.
     *
     * @param root the checkout with the built parts
     * @param home where its state goes
     * @param ports of its own
     * @param more further variables, such as those that lead the parts to the proxies
     */
    public Copy(Path root, Path home, Ports ports, Map<String, String> more) {
        this.root = root;
        this.home = home;
        this.environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(key -> key.startsWith("SENSORIUM_") && !isKept(key));
        environment.put("SENSORIUM_HOME", home.toString());
        ports.byVariable().forEach((key, port) -> environment.put(key, Integer.toString(port)));
        environment.putAll(more);
        this.health = new Health(home.resolve("run"));
    }

    private static boolean isKept(String key) {
        return key.equals("SENSORIUM_CACHE")
                || key.equals("SENSORIUM_DEBIAN_MIRROR")
                || key.equals("SENSORIUM_DB_SHARED_BUFFERS");
    }

    /** Starts it and returns when all of it is healthy. */
    public void up() throws IOException {
        run("up", "--detach", "--no-fleet");
    }

    @Override
    public void close() throws IOException {
        run("down");
    }

    private void run(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        Path launcher = root.resolve("launcher/target");
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        all.addAll(List.of("-Dfile.encoding=UTF-8", "-Dsensorium.root=" + root));
        all.addAll(List.of("-cp", launcher + "/*:" + launcher.resolve("lib") + "/*"));
        all.add("org.sensorium.launcher.Launcher");
        all.addAll(List.of(command));
        Path output = Files.createTempFile("sensorium-copy", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("sensorium " + command[0] + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        "sensorium "
                                + String.join(" ", command)
                                + " failed:\n"
                                + Files.readString(output, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sensorium " + command[0] + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Where its state is. */
    public Path home() {
        return home;
    }

    /** The checkout. */
    public Path root() {
        return root;
    }

    /** Its parts' pages. */
    public Health health() {
        return health;
    }

    /** Whether every part says that it is ready; the database is asked by the others. */
    public boolean isHealthy() {
        return PARTS.stream().filter(part -> !part.equals("database")).allMatch(health::isReady);
    }

    /** A part's process, if it runs. */
    public OptionalLong pid(String part) {
        try {
            long pid =
                    Long.parseLong(Files.readString(home.resolve("run/" + part + ".pid")).strip());
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            return alive ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The process that starts parts again; empty while the gateway does not run. */
    public OptionalLong launcher() {
        return pid("gateway").stream()
                .boxed()
                .flatMap(pid -> ProcessHandle.of(pid).flatMap(ProcessHandle::parent).stream())
                .mapToLong(ProcessHandle::pid)
                .findFirst();
    }

    /** Kills a part where it stands; does nothing if it does not run. */
    public void kill(String part) {
        pid(part).ifPresent(Signals::kill);
    }

    /** What {@code credentials.env} says. */
    public Map<String, String> credentials() throws IOException {
        return environmentFile("credentials.env");
    }

    /** What {@code secrets.env} says. Never to be printed. */
    public Map<String, String> secrets() throws IOException {
        return environmentFile("secrets.env");
    }

    private Map<String, String> environmentFile(String name) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(home.resolve(name))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String value = line.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
                values.put(
                        line.substring(0, equals),
                        quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return values;
    }

    /** A part's log, all of it. */
    public String log(String part) throws IOException {
        Path log = home.resolve("logs/" + part + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }
}
