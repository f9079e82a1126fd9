package org.sensorium.faults.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sensorium.testbed.Folder;

/** A gateway that is started with a mistake in its settings, beside one that works. */
final class Misconfigurations {
    private static final long MOST_SECONDS = 60;

    private static final List<Mistake> MISTAKES =
            List.of(
                    new Mistake(
                            Map.of("SENSORIUM_DB_PASSWORD", "wrong"), "password authentication"),
                    new Mistake(Map.of("SENSORIUM_DB_URL", ""), "SENSORIUM_DB_URL is not set"),
                    new Mistake(Map.of("SENSORIUM_MQTT_PORT", "port"), "not a port from 1"),
                    new Mistake(Map.of("SENSORIUM_RETENTION", "-P1D"), "SENSORIUM_RETENTION"),
                    new Mistake(
                            Map.of("SENSORIUM_LOG_RETENTION", "a week"), "SENSORIUM_LOG_RETENTION"),
                    new Mistake(Map.of("SENSORIUM_MQTT_QUEUE", "0"), "SENSORIUM_MQTT_QUEUE"),
                    new Mistake(
                            Map.of(
                                    "SENSORIUM_TLS_KEYSTORE",
                                    "/nonexistent.p12",
                                    "SENSORIUM_TLS_KEYSTORE_PASSWORD",
                                    "x"),
                            "/nonexistent.p12"),
                    new Mistake(Map.of("SENSORIUM_TLS_KEYSTORE", "/etc/hostname"), "_PASSWORD"),
                    new Mistake(Map.of("SENSORIUM_MQTT_PASSWORD", ""), "SENSORIUM_MQTT_PASSWORD"),
                    new Mistake(Map.of("SENSORIUM_BIND", "203.0.113.7"), "is a port taken"));

    /**
     * What is wrong and what has to be said.
     *
     * @param variables that differ; an empty value takes the variable away
     */
    private record Mistake(Map<String, String> variables, String saying) {}

    private Misconfigurations() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart(
                        "F35",
                        "a gateway started with a mistake in its settings",
                        Misconfigurations::start));
    }

    private static void start(Round round) throws Exception {
        Mistake mistake = MISTAKES.get(round.number() % MISTAKES.size());
        Path home = Files.createTempDirectory("sensorium-mistake");
        Process twin = GatewayTwin.start(round.pid("gateway"), home, mistake.variables());
        try {
            if (!twin.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(mistake.variables() + ": it runs all the same");
            }
            String said = Files.readString(home.resolve(GatewayTwin.LOG));
            if (twin.exitValue() == 0 || !said.contains(mistake.saying())) {
                throw new IllegalStateException(
                        mistake.variables()
                                + ": ended with "
                                + twin.exitValue()
                                + " and did not say '"
                                + mistake.saying()
                                + "'");
            }
        } finally {
            twin.destroyForcibly().waitFor();
            Folder.delete(home);
        }
    }
}
