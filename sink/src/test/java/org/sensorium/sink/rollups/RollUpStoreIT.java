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

    private static final String AS_TEXT =
            "select string_agg(format('%s %sx %s-%s %s', to_char(bucket at time zone 'UTC', 'HH24:MI'),"
                    + " count, min, max, avg), ', ' order by bucket) from sensorium.readings_1m";

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
                RollUpStore.recompute(connection, List.of(new SeriesMinute(sensor, metric, NOON)));

                assertThat(database.text(SHOWN + "readings_1m")).isEqualTo("2|10|20|15|10|20");
            }
        }
    }

    @Test
    void manyMinutesAreStoredAndComputedAnewTogether() throws SQLException {
        try (MigratedDatabase database = new MigratedDatabase()) {
            int sensor = database.register("a-7", "pm25");
            short metric = database.metricKey("pm25");
            database.execute(
                    "insert into store.readings select timestamptz '2026-01-24T12:00Z'"
                            + " + n * interval '20 seconds', now(), n, "
                            + sensor
                            + ", "
                            + metric
                            + " from generate_series(0, 299) n");
            try (Connection connection = database.as(Schema.JOB).connect("test")) {
                RollUpStore.upsert(
                        connection,
                        List.of(rollUpAt(sensor, metric, 3), rollUpAt(sensor, metric, 1)));
                RollUpStore.recompute(
                        connection,
                        List.of(
                                minute(sensor, metric, 99),
                                minute(sensor, metric, 3),
                                minute(sensor, metric, -100_000),
                                minute(sensor, metric, 100),
                                minute(sensor, metric, 0)));
            }
            assertThat(database.text(AS_TEXT))
                    .isEqualTo(
                            "12:00 3x 0-2 1, 12:01 2x 1-9 6, 12:03 3x 9-11 10, 13:39 3x 297-299 298");
        }
    }

    private static SeriesMinute minute(int sensor, short metric, int afterNoon) {
        return new SeriesMinute(sensor, metric, NOON + afterNoon * 60_000_000L);
    }

    private static RollUp rollUpAt(int sensor, short metric, int afterNoon) {
        long at = NOON + afterNoon * 60_000_000L;
        return new RollUp(sensor, metric, at, 2, 1, 9, 12, 2, 3, at, at + 5_000_000);
    }

    private static RollUp rollUp(int sensor, short metric, long count, double sum) {
        return new RollUp(sensor, metric, NOON, count, 1, 9, sum, 2, 3, NOON, NOON + 5_000_000);
    }
}
