package org.sensorium.console;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.page.MqttPorts;
import org.sensorium.sink.DatabaseAddress;

/**
 * What the console is told by its environment. {@link #toString} shows no password.
 *
 * @param database where and as whom it signs in
 * @param bind the address that it listens on, {@code SENSORIUM_BIND}, default 127.0.0.1: only this
 *     machine; 0.0.0.0 opens it
 * @param port {@code SENSORIUM_HTTP_PORT}, default 8080; 0 takes a free one
 * @param mqtt where the web page and those who read it find the broker, on the console's own host:
 *     {@code SENSORIUM_MQTT_PORT}, default 1883, {@code SENSORIUM_MQTT_TLS_PORT}, default 8883,
 *     {@code SENSORIUM_MQTT_WS_PORT}, default 8083
 * @param home {@code SENSORIUM_HOME}; without it other parts are not found
 * @param session {@code SENSORIUM_SESSION}, how long a sign-in lasts, ISO-8601, default PT12H; too
 *     short and people sign in again and again, too long and a lost token works for long
 * @param idle {@code SENSORIUM_SESSION_IDLE}, how long a sign-in lasts while nobody uses it,
 *     default PT30M; too short and people who only watch sign in again and again, too long and a
 *     page that somebody has left open stays open to whoever comes by
 * @param reportRadiusMetres {@code SENSORIUM_REPORT_RADIUS}, within how many metres a sensor has to
 *     do with a citizen's report, 50 to 5000, default 500; too small and reports seem to come from
 *     places without sensors, too large and they confirm alerts that they have nothing to do with
 * @param backTest the command that runs a back-test with the job's classes, from {@code
 *     SENSORIUM_BACKTEST_CLASS_PATH}; empty without: then there are none over REST
 */
record ConsoleSettings(
        DatabaseAddress database,
        String bind,
        int port,
        MqttPorts mqtt,
        @Nullable Path home,
        Duration session,
        Duration idle,
        int reportRadiusMetres,
        List<String> backTest) {
    private static final Duration LONGEST_SESSION = Duration.ofDays(30);

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming every key that is wrong and what would be right
     */
    static ConsoleSettings fromEnvironment(Map<String, String> environment) {
        List<String> faults = new ArrayList<>();
        String home = environment.getOrDefault("SENSORIUM_HOME", "").strip();
        int port = port(environment, "SENSORIUM_HTTP_PORT", "8080", faults);
        MqttPorts mqtt =
                new MqttPorts(
                        port(environment, "SENSORIUM_MQTT_PORT", "1883", faults),
                        port(environment, "SENSORIUM_MQTT_TLS_PORT", "8883", faults),
                        port(environment, "SENSORIUM_MQTT_WS_PORT", "8083", faults));
        Duration session = span(environment, "SENSORIUM_SESSION", "PT12H", faults);
        Duration idle = span(environment, "SENSORIUM_SESSION_IDLE", "PT30M", faults);
        int radius = radius(environment.getOrDefault("SENSORIUM_REPORT_RADIUS", "500"), faults);
        String bind = environment.getOrDefault("SENSORIUM_BIND", "127.0.0.1").strip();
        @Nullable DatabaseAddress database = null;
        try {
            database = DatabaseAddress.fromEnvironment(environment);
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        if (database == null || !faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new ConsoleSettings(
                database,
                bind.isEmpty() ? "127.0.0.1" : bind,
                port,
                mqtt,
                home.isEmpty() ? null : Path.of(home),
                session,
                idle,
                radius,
                backTest(environment.getOrDefault("SENSORIUM_BACKTEST_CLASS_PATH", "").strip()));
    }

    /** At a lower priority and with a heap of its own: what is live comes first. */
    private static List<String> backTest(String classPath) {
        if (classPath.isEmpty()) {
            return List.of();
        }
        return List.of(
                "nice",
                "-n",
                "10",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxRAMPercentage=25",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath,
                "org.sensorium.stream.backtest.BackTestCommand");
    }

    /** The home's folder in which parts say where they are. */
    @Nullable Path run() {
        return home == null ? null : home.resolve("run");
    }

    private static int port(
            Map<String, String> environment, String key, String byDefault, List<String> faults) {
        String text = environment.getOrDefault(key, byDefault);
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        faults.add(key + " is '" + text + "'; wanted is a port of 0 to 65535");
        return 0;
    }

    private static int radius(String text, List<String> faults) {
        try {
            int metres = Integer.parseInt(text.strip());
            if (metres >= 50 && metres <= 5000) {
                return metres;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        faults.add("SENSORIUM_REPORT_RADIUS is '" + text + "'; wanted are 50 to 5000 metres");
        return 0;
    }

    private static Duration span(
            Map<String, String> environment, String key, String byDefault, List<String> faults) {
        String text = environment.getOrDefault(key, byDefault);
        try {
            Duration session = Duration.parse(text.strip());
            if (session.compareTo(Duration.ofMinutes(1)) >= 0
                    && session.compareTo(LONGEST_SESSION) <= 0) {
                return session;
            }
        } catch (DateTimeException e) {
            // told below
        }
        faults.add(key + " is '" + text + "'; wanted is an ISO-8601 duration of PT1M to P30D");
        return Duration.ZERO;
    }
}
