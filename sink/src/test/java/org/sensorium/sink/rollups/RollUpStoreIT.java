package org.sensorium.sink.rollups;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sensorium.model.RollUp;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.schema.Schema;

class RollUpStoreIT {
    private static final long NOON = Micros.of(Instant.parse("2026-01-24T12:00:00Z"));
    private static final String SHOWN = "select count, min, max, avg, first, last from sensorium.";

    @Test
    void aRollUpIsReplacedByALaterOneOfItsMinuteAndByTheStoredReadings() throws SQLException {
        try (MigratedDatabase database = new MigratedDatabase()) {
            int sensor = database.register("a-7", "pm25");
            short metric = database.metricKey("pm25");
            try (Connection connection = database.as(Schema.JOB).connect("test")) {
                RollUpStore.upsert(connection, List.of(rollUp(sensor, metric, 1, 5)));
                RollUpStore.upsert(connection, List.of(rollUp(sensor, metric, 2, 12)));
                assertThat(database.text(SHOWN + "readings_1m")).isEqualTo("2|1|9|6|2|3");
                assertThat(database.text(SHOWN + "readings_1h")).isEqualTo("2|1|9|6|2|3");
                assertThat(database.text(SHOWN + "readings_1d")).isEqualTo("2|1|9|6|2|3");

                database.execute(
                        "insert into store.readings values"
                                + " ('2026-01-24T12:00:30Z', now(), 20, "
                                + sensor
                                + ", "
                                + metric
                                + "), ('2026-01-24T12:00:10Z', now(), 10, "
                                + sensor
                                + ", "
                                + metric
                                + ")");
                RollUpStore.recompute(connection, sensor, metric, NOON);

                assertThat(database.text(SHOWN + "readings_1m")).isEqualTo("2|10|20|15|10|20");
            }
        }
    }

    private static RollUp rollUp(int sensor, short metric, long count, double sum) {
        return new RollUp(sensor, metric, NOON, count, 1, 9, sum, 2, 3, NOON, NOON + 5_000_000);
    }
}
