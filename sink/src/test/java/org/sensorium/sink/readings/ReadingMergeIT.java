package org.sensorium.sink.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.schema.Schema;

class ReadingMergeIT {
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-01-24T12:00:00Z");
    private static final int STORED = 20_000;
    private static final int AGAIN = 2_000;

    @AutoClose private MigratedDatabase database;
    private int sensor;
    private short metric;

    @BeforeEach
    void storeReadings() throws SQLException {
        database = new MigratedDatabase();
        sensor = database.register("a-7", "pm25");
        metric = database.metricKey("pm25");
        store(0, STORED / 2);
        // Of what comes now the database has no statistics: it takes it for next to nothing.
        database.execute("analyze store.readings");
        store(STORED / 2, STORED);
    }

    private void store(int from, int to) throws SQLException {
        database.execute(
                "insert into store.readings (time, received_at, value, sensor_key, metric_key)"
                        + " select timestamptz '2026-01-24 12:00Z' + make_interval(secs => i), now(), i, "
                        + sensor
                        + ", "
                        + metric
                        + " from generate_series("
                        + from
                        + ", "
                        + (to - 1)
                        + ") i");
    }

    @Test
    void whatIsStoredAlreadyIsLookedUpByTheIndexHoweverLittleIsKnownOfIt() throws SQLException {
        try (Connection connection = database.as(Schema.INGEST).connect("test")) {
            connection.setAutoCommit(false);
            ReadingBatch batch = new ReadingBatch();
            for (int i = STORED - AGAIN; i < STORED + 1; i++) {
                long micros = Micros.of(at(i).toInstant());
                batch.add(sensor, metric, micros, i + 0.5, micros);
            }

            StoredReadings merged = ReadingStore.merge(connection, batch);

            assertThat(merged.added().stream()).containsExactly(AGAIN);
            assertThat(merged.values()[0]).isEqualTo(STORED - AGAIN);
            assertThat(merged.values()[AGAIN - 1]).isEqualTo(STORED - 1);
            String plan = planOf(connection, ReadingMerge.STORED);
            assertThat(plan)
                    .contains("readings_once")
                    .doesNotContain("Seq Scan on _hyper")
                    .doesNotContain("Rows Removed");
        }
    }

    private static OffsetDateTime at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    /** In the same transaction, so with the same batch and settings. */
    private static String planOf(Connection connection, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement explain =
                connection.prepareStatement(
                        "explain (analyze, timing off, summary off, costs off) " + sql)) {
            explain.setObject(1, at(STORED - AGAIN));
            explain.setObject(2, at(STORED));
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return String.join("\n", lines);
    }
}
