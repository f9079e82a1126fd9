package org.sensorium.simulator.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.sensorium.simulator.register.SensorRegistration;
import org.sensorium.simulator.register.SensorRegistration.MetricRegistration;

/** Who speaks in recordings, and how much: the first of two passes over the files. */
final class RecordedSensors {
    /** Owner of sensors that are known from recordings only. */
    static final String DEPARTMENT = "recordings";

    private static final String TYPE = "recorded";
    private static final String DISTRICT = "recorded";
    private static final String NO_UNIT = "1";
    private static final int LONGEST_UNIT = 32;
    private static final int MOST_EXAMPLES = 5;
    private static final int MOST_SHOWN = 80;
    private static final Pattern SENSOR_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    private final Map<String, Map<String, String>> units = new LinkedHashMap<>();
    private final Set<Object> distinct = new HashSet<>();
    private final List<String> examples = new ArrayList<>();
    private long rows;

    /**
     * Reads all files to their ends.
     *
     * @param progress is told the number of rows, now and then
     */
    static RecordedSensors in(List<Path> files, LongConsumer progress) throws IOException {
        RecordedSensors sensors = new RecordedSensors();
        for (Path file : files) {
            try (Recording recording = Recording.open(file)) {
                for (RecordedRow row = recording.next(); row != null; row = recording.next()) {
                    sensors.add(row, file, recording.line());
                    progress.accept(sensors.rows);
                }
            }
        }
        sensors.dropThoseWithoutMetric();
        return sensors;
    }

    private void add(RecordedRow row, Path file, long line) {
        rows++;
        if (!SENSOR_ID.matcher(row.sensorId()).matches()) {
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(
                        "%s:%d: '%s' is no sensor id; right would be letters, digits and ._:-, up to 64"
                                .formatted(file, line, cut(row.sensorId())));
            }
            return;
        }
        Map<String, String> metrics =
                units.computeIfAbsent(row.sensorId(), id -> new LinkedHashMap<>());
        if (METRIC.matcher(row.metric()).matches()) {
            metrics.putIfAbsent(row.metric(), row.unit());
        }
        distinct.add(row.content());
    }

    /** They cannot be registered; the gateway would not know whose readings those are. */
    private void dropThoseWithoutMetric() {
        units.entrySet()
                .removeIf(
                        sensor -> {
                            if (!sensor.getValue().isEmpty()) {
                                return false;
                            }
                            if (examples.size() < MOST_EXAMPLES) {
                                examples.add(
                                        "sensor '"
                                                + sensor.getKey()
                                                + "' has no metric whose name is right (lower case"
                                                + " letters, digits, _ and -, up to 32)");
                            }
                            return true;
                        });
    }

    /** Ids, in the order in which they come. */
    List<String> ids() {
        return List.copyOf(units.keySet());
    }

    /** Rows in all files. */
    long rows() {
        return rows;
    }

    /** Rows that say something that no earlier one says; of those that can be published. */
    long distinctRows() {
        return distinct.size();
    }

    /** Some of what cannot be published, with file and line. */
    List<String> examples() {
        return examples;
    }

    /** As they are to be registered: without bounds, since nobody knows any. */
    List<SensorRegistration> registrations() {
        List<SensorRegistration> registrations = new ArrayList<>();
        units.forEach(
                (id, metrics) ->
                        registrations.add(
                                new SensorRegistration(
                                        id,
                                        TYPE,
                                        DEPARTMENT,
                                        DISTRICT,
                                        null,
                                        null,
                                        metrics.entrySet().stream()
                                                .map(e -> metric(e.getKey(), e.getValue()))
                                                .toList())));
        return registrations;
    }

    private static MetricRegistration metric(String name, String unit) {
        String known = unit.isEmpty() ? NO_UNIT : unit;
        return new MetricRegistration(
                name,
                known.length() > LONGEST_UNIT ? known.substring(0, LONGEST_UNIT) : known,
                null,
                null,
                null);
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
