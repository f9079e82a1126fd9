package org.sensorium.stream;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.publish.MqttAddress;

/**
 * The job's settings. Shown without secrets by {@link #toString}.
 *
 * @param home where checkpoints and addresses go
 * @param flinkRestPort of Flink's page and REST interface on loopback, 0 for any free one
 * @param parallelism how many threads share each stage; too low leaves processors idle, too high
 *     costs memory and connections (two for each)
 * @param checkpointInterval too low costs time and disk, too high makes a restart repeat more
 * @param lateness how long after its end a minute waits for late readings; too low costs queries,
 *     too high memory
 * @param rollUpDelay the longest time until a reading is in a roll-up; too low costs writes
 * @param flapping when an alert flaps
 */
record Settings(
        Path home,
        DatabaseAddress database,
        MqttAddress mqtt,
        int flinkRestPort,
        int parallelism,
        Duration checkpointInterval,
        Duration lateness,
        Duration rollUpDelay,
        Flapping flapping) {
    private static final int HIGHEST_PORT = 65535;
    private static final int MOST_PARALLEL = 128;
    private static final int MOST_RAISES = 999;
    private static final Set<String> OURS =
            Set.of(
                    "SENSORIUM_JOB_PARALLELISM",
                    "SENSORIUM_JOB_CHECKPOINT_INTERVAL",
                    "SENSORIUM_JOB_LATENESS",
                    "SENSORIUM_JOB_ROLLUP_DELAY",
                    "SENSORIUM_JOB_FLAPPING_RAISES");

    /**
     * Reads {@code SENSORIUM_*} from the environment and, before that, from arguments like {@code
     * SENSORIUM_DB_URL=…} or {@code --db-url …}, since a cluster's processes have another
     * environment.
     *
     * @throws IllegalArgumentException naming every fault at once
     */
    static Settings read(Map<String, String> environment, List<String> arguments) {
        Map<String, String> given = new TreeMap<>(environment);
        List<String> faults = new ArrayList<>();
        addArguments(arguments, given, faults);
        for (String key : given.keySet()) {
            if (key.startsWith("SENSORIUM_JOB_") && !OURS.contains(key)) {
                faults.add(key + " is not a setting: there are " + String.join(", ", OURS));
            }
        }
        Reader in = new Reader(given, faults);
        Settings settings =
                new Settings(
                        Path.of(in.text("SENSORIUM_HOME", ".sensorium")),
                        new DatabaseAddress(
                                in.required("SENSORIUM_DB_URL"),
                                in.required("SENSORIUM_DB_USER"),
                                in.required("SENSORIUM_DB_PASSWORD")),
                        new MqttAddress(
                                in.text("SENSORIUM_MQTT_URL", "tcp://127.0.0.1:1883"),
                                in.text("SENSORIUM_MQTT_USER", "_job"),
                                in.required("SENSORIUM_MQTT_PASSWORD")),
                        in.number("SENSORIUM_FLINK_REST_PORT", 0, 0, HIGHEST_PORT),
                        in.number("SENSORIUM_JOB_PARALLELISM", 2, 1, MOST_PARALLEL),
                        in.duration("SENSORIUM_JOB_CHECKPOINT_INTERVAL", Duration.ofSeconds(3)),
                        in.duration("SENSORIUM_JOB_LATENESS", Duration.ofMinutes(1)),
                        in.duration("SENSORIUM_JOB_ROLLUP_DELAY", Duration.ofSeconds(10)),
                        new Flapping(
                                in.number(
                                        "SENSORIUM_JOB_FLAPPING_RAISES",
                                        Flapping.USUAL.raises(),
                                        0,
                                        MOST_RAISES)));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return settings;
    }

    private static void addArguments(
            List<String> arguments, Map<String, String> given, List<String> faults) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            if (argument.startsWith("SENSORIUM_") && equals > 0) {
                given.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (argument.startsWith("--") && i + 1 < arguments.size()) {
                String key = argument.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
                given.put("SENSORIUM_" + key, arguments.get(++i));
            } else {
                faults.add(
                        "argument '"
                                + argument
                                + "' is neither SENSORIUM_KEY=value nor --key value");
            }
        }
    }

    private record Reader(Map<String, String> given, List<String> faults) {
        private @Nullable String find(String key) {
            @Nullable String value = given.get(key);
            return value == null || value.isBlank() ? null : value.strip();
        }

        String text(String key, String otherwise) {
            @Nullable String value = find(key);
            return value == null ? otherwise : value;
        }

        String required(String key) {
            @Nullable String value = find(key);
            if (value == null) {
                faults.add(
                        key + " is not set: start the job by bin/sensorium up, or set it by hand");
                return "";
            }
            return value;
        }

        int number(String key, int otherwise, int least, int most) {
            @Nullable String value = find(key);
            if (value == null) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, with what would be right
            }
            faults.add(key + " is '" + value + "', allowed is " + least + "…" + most);
            return otherwise;
        }

        Duration duration(String key, Duration otherwise) {
            @Nullable String value = find(key);
            if (value == null) {
                return otherwise;
            }
            try {
                Duration duration = Duration.parse(value);
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (DateTimeException e) {
                // told below, with what would be right
            }
            faults.add(key + " is '" + value + "', wanted is an ISO-8601 duration such as PT10S");
            return otherwise;
        }
    }
}
