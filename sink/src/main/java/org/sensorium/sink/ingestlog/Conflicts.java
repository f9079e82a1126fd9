package org.sensorium.sink.ingestlog;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.RejectionReason;
import org.sensorium.sink.Micros;
import org.sensorium.sink.readings.DistinctReadings;
import org.sensorium.sink.readings.StoredReadings;

/**
 * Finds readings that say something else than what is stored for their sensor, metric and time, and
 * makes dead letters of them. Their payload is written anew, since a reading carries no text.
 */
final class Conflicts {
    private static final String NAMES =
            "select s.sensor_id, m.metric from store.sensors s, store.metrics m"
                    + " where s.sensor_key = ? and m.metric_key = ?";
    private static final long MICROS_PER_MILLI = 1000;

    private final List<DeadLetter> letters = new ArrayList<>();
    private int duplicates;

    private Conflicts() {}

    static Conflicts find(Connection connection, DistinctReadings batch, StoredReadings stored)
            throws SQLException {
        Conflicts conflicts = new Conflicts();
        ReadingBatch readings = batch.readings();
        boolean nothingLeftOut = stored.added().cardinality() == readings.size();
        if (nothingLeftOut && batch.repeats().isEmpty()) {
            return conflicts;
        }
        try (PreparedStatement names = connection.prepareStatement(NAMES)) {
            for (int i = stored.added().nextClearBit(0); i < readings.size(); ) {
                conflicts.compare(names, readings, i, stored.values()[i]);
                i = stored.added().nextClearBit(i + 1);
            }
            for (int i = 0; i < batch.repeats().size(); i++) {
                conflicts.compare(names, batch.repeats(), i, stored.values()[batch.firstOf(i)]);
            }
        }
        return conflicts;
    }

    List<DeadLetter> letters() {
        return letters;
    }

    /** Readings that were stored already, value and all. */
    int duplicates() {
        return duplicates;
    }

    private void compare(PreparedStatement names, ReadingBatch batch, int i, double stored)
            throws SQLException {
        if (batch.value(i) == stored) {
            duplicates++;
            return;
        }
        names.setInt(1, batch.sensorKey(i));
        names.setShort(2, batch.metricKey(i));
        try (ResultSet row = names.executeQuery()) {
            if (row.next()) {
                letters.add(letter(batch, i, stored, row.getString(1), row.getString(2)));
            }
        }
    }

    private static DeadLetter letter(
            ReadingBatch batch, int i, double stored, String sensorId, String metric) {
        long micros = batch.timeMicros(i);
        String timestamp =
                micros % MICROS_PER_MILLI == 0
                        ? Long.toString(micros / MICROS_PER_MILLI)
                        : '"' + Micros.toInstant(micros).toString() + '"';
        String payload =
                "{\"ts\":" + timestamp + ",\"values\":{\"" + metric + "\":" + batch.value(i) + "}}";
        return new DeadLetter(
                Micros.toInstant(batch.receivedMicros(i)),
                "readings/" + sensorId,
                sensorId,
                metric,
                timestamp.replace("\"", ""),
                RejectionReason.CONFLICT,
                "metric '"
                        + metric
                        + "' of sensor '"
                        + sensorId
                        + "' at "
                        + Micros.toInstant(micros)
                        + ": "
                        + batch.value(i)
                        + " came after "
                        + stored
                        + ", which stays",
                payload.getBytes(StandardCharsets.UTF_8));
    }
}
