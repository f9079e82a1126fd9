package org.sensorium.faults.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sensorium.testbed.Ports;

/** A second gateway process, started as the first one was, with a home and ports of its own. */
final class GatewayTwin {
    /** Its output, in its home. */
    static final String LOG = "twin.log";

    private GatewayTwin() {}

    /**
     * Starts it.
     *
     * @param like process of the first
     * @param home its own
     * @param more variables that differ, too; empty values are taken away
     */
    static Process start(long like, Path home, Map<String, String> more) throws IOException {
        List<String> command = List.of(read(like, "cmdline").split("\0"));
        Map<String, String> environment = new HashMap<>();
        for (String variable : read(like, "environ").split("\0")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        environment.put("SENSORIUM_HOME", home.toString());
        environment.remove("SENSORIUM_MQTT_VIA");
        Ports.free().byVariable().forEach((key, port) -> environment.put(key, "" + port));
        environment.putAll(more);
        environment.values().removeIf(String::isEmpty);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve(LOG).toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String read(long pid, String file) throws IOException {
        return new String(
                Files.readAllBytes(Path.of("/proc/" + pid + "/" + file)), StandardCharsets.UTF_8);
    }
}
