package org.sensorium.launcher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sensorium.sink.schema.Schema;

/** The names of the environment's variables: which there are, and which were not meant for us. */
final class Variables {
    /** Every variable that any part reads; the documentation lists what they mean. */
    static final List<String> KNOWN =
            List.of(
                    "SENSORIUM_ADMIN_PASSWORD",
                    "SENSORIUM_ADMIN_USER",
                    "SENSORIUM_BIND",
                    "SENSORIUM_CACHE",
                    "SENSORIUM_COMPRESS_AFTER",
                    "SENSORIUM_CONSOLE_OPTS",
                    "SENSORIUM_DB_PASSWORD",
                    "SENSORIUM_DB_PORT",
                    "SENSORIUM_DB_SHARED_BUFFERS",
                    "SENSORIUM_DB_URL",
                    "SENSORIUM_DB_USER",
                    "SENSORIUM_DB_VIA",
                    "SENSORIUM_DEBIAN_MIRROR",
                    "SENSORIUM_FLEET_OPTS",
                    "SENSORIUM_FLINK_REST_PORT",
                    "SENSORIUM_FLINK_URL",
                    "SENSORIUM_GATEWAY_OPTS",
                    "SENSORIUM_HANDOVER",
                    "SENSORIUM_HOME",
                    "SENSORIUM_HTTP_PORT",
                    "SENSORIUM_HTTP_URL",
                    "SENSORIUM_JOB_CHECKPOINT_INTERVAL",
                    "SENSORIUM_JOB_FLAPPING_RAISES",
                    "SENSORIUM_JOB_LATENESS",
                    "SENSORIUM_JOB_OPTS",
                    "SENSORIUM_JOB_PARALLELISM",
                    "SENSORIUM_JOB_ROLLUP_DELAY",
                    "SENSORIUM_LOG_RETENTION",
                    "SENSORIUM_MQTT_PASSWORD",
                    "SENSORIUM_MQTT_PORT",
                    "SENSORIUM_MQTT_QUEUE",
                    "SENSORIUM_MQTT_TLS_PORT",
                    "SENSORIUM_MQTT_URL",
                    "SENSORIUM_MQTT_USER",
                    "SENSORIUM_MQTT_VIA",
                    "SENSORIUM_MQTT_WS_PORT",
                    "SENSORIUM_NO_BUILD",
                    "SENSORIUM_REPORT_RADIUS",
                    "SENSORIUM_RETENTION",
                    "SENSORIUM_SCORE_OPTS",
                    "SENSORIUM_SESSION",
                    "SENSORIUM_SESSION_IDLE",
                    "SENSORIUM_SIMULATOR_OPTS",
                    "SENSORIUM_TLS_KEYSTORE",
                    "SENSORIUM_TLS_KEYSTORE_PASSWORD",
                    "SENSORIUM_TRACE");

    private static final String PREFIX = "SENSORIUM_";
    private static final int ALIKE = 2;

    private Variables() {}

    /**
     * A warning for each variable that looks like a known one misspelt, and for one that opens what
     * carries passwords in the clear.
     */
    static List<String> suspicious(Map<String, String> environment) {
        return Stream.concat(misspelt(environment), opening(environment)).toList();
    }

    private static Stream<String> opening(Map<String, String> environment) {
        String bind = environment.getOrDefault("SENSORIUM_BIND", "").strip();
        return bind.isEmpty() || bind.matches("127\\..*|::1|localhost")
                ? Stream.empty()
                : Stream.of(
                        "warning: SENSORIUM_BIND="
                                + bind
                                + " opens MQTT and REST without TLS to the network, passwords in the"
                                + " clear among it; see docs/security.md");
    }

    private static Stream<String> misspelt(Map<String, String> environment) {
        return new TreeSet<>(environment.keySet())
                .stream()
                        .filter(key -> key.startsWith(PREFIX) && !KNOWN.contains(key))
                        .flatMap(
                                key ->
                                        alike(key)
                                                .map(
                                                        known ->
                                                                "warning: "
                                                                        + key
                                                                        + " means nothing to Sensorium; is "
                                                                        + known
                                                                        + " meant?")
                                                .stream());
    }

    /**
     * The environment without what somebody's shell took over from our own {@code credentials.env}:
     * there the same names say where the embedded parts are, not that others are to be used.
     */
    static Map<String, String> withoutOwnCredentials(Map<String, String> environment) {
        String database = "jdbc:postgresql://127.0.0.1:%s/sensorium";
        String broker = "tcp://127.0.0.1:%s";
        boolean ours =
                Schema.READER.equals(environment.get("SENSORIUM_DB_USER"))
                        && database.formatted(
                                        environment.getOrDefault("SENSORIUM_DB_PORT", "25432"))
                                .equals(environment.get("SENSORIUM_DB_URL"));
        if (!ours) {
            return environment;
        }
        Map<String, String> rest = new HashMap<>(environment);
        rest.keySet().removeIf(key -> key.matches("SENSORIUM_DB_(URL|USER|PASSWORD)"));
        rest.remove(
                "SENSORIUM_MQTT_URL",
                broker.formatted(environment.getOrDefault("SENSORIUM_MQTT_PORT", "1883")));
        return rest;
    }

    private static Optional<String> alike(String key) {
        return KNOWN.stream().filter(known -> distance(known, key) <= ALIKE).findFirst();
    }

    /** Levenshtein's: how many letters to add, drop or change. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
