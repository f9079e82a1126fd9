package org.sensorium.sink.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.SqlFailure;
import org.sensorium.sink.readings.ReadingStore;
import org.sensorium.sink.readings.StoredReadings;
import org.sensorium.sink.rollups.RollUpStore;
import org.sensorium.sink.rollups.SeriesMinute;
import org.sensorium.sink.schema.Schema;

/**
 * Debian's TimescaleDB cannot compress; what one that can does is tested where {@code
 * SENSORIUM_TEST_DB_URL} names a server with the community edition.
 */
class CompressionIT {
    private static final Instant BEGIN = Instant.parse("2026-01-24T12:00:00Z");
    private static final int STORED = 250_000;
    private static final String CONTENT =
            "select count(*), sum(value), min(time), max(received_at) from store.readings";

    @AutoClose private MigratedDatabase database;
    @AutoClose private HikariDataSource gateway;
    private int sensor;
    private short metric;

    @BeforeEach
    void open() throws SQLException {
        database = new MigratedDatabase();
        gateway = ConnectionPool.open(database.as(Schema.INGEST), "test", 2);
        sensor = database.register("a-7", "pm25");
        metric = database.metricKey("pm25");
    }

    @Test
    void anEditionThatCannotSaysSoAndNothingChanges() throws SQLException {
        assumeThat(edition()).isEqualTo("apache");
        storeReadings();

        assertThat(Compression.enforce(gateway, Duration.ofDays(30))).isFalse();

        assertThat(database.text("select count(*) from store.readings"))
                .isEqualTo(Integer.toString(STORED));
    }

    @Test
    void thePolicyIsSetOnceAndChangedWhenItsAgeIs() throws SQLException {
        assumeThat(edition()).isEqualTo("timescale");

        assertThat(Compression.enforce(gateway, Duration.ofDays(30))).isTrue();
        String first = policies();
        assertThat(Compression.enforce(gateway, Duration.ofDays(30))).isTrue();

        assertThat(first).containsPattern("\\d+\\|readings\\|30\n\\d+\\|rollups_1m\\|30");
        assertThat(policies()).isEqualTo(first);
        assertThat(Compression.enforce(gateway, Duration.ofDays(40))).isTrue();
        assertThat(policies()).containsPattern("\\|readings\\|40\n\\d+\\|rollups_1m\\|40");
    }

    @Test
    void whatIsCompressedIsReadAddedToAndFoundStoredAsBefore() throws SQLException {
        assumeThat(edition()).isEqualTo("timescale");
        storeReadings();
        Compression.enforce(gateway, Duration.ofDays(30));
        String before = database.text(CONTENT);

        compress();

        assertThat(database.text(CONTENT)).isEqualTo(before);
        assertThat(
                        database.text(
                                "select bool_and(is_compressed) from timescaledb_information.chunks"
                                        + " where hypertable_name = 'readings'"))
                .isEqualTo("t");
        // More than the extension would decompress in a transaction by itself, and one that is new.
        StoredReadings stored = send(120_000, STORED + 1);
        assertThat(stored.added().stream()).containsExactly(STORED - 120_000);
        assertThat(stored.values()[0]).isEqualTo(120_000);
        assertThat(database.text("select count(*), count(distinct time) from store.readings"))
                .isEqualTo((STORED + 1) + "|" + (STORED + 1));
        compress();
        assertThat(send(STORED, STORED + 1).added().isEmpty()).isTrue();
    }

    @Test
    void theFastWayMeetsWhatIsCompressed() throws SQLException {
        assumeThat(edition()).isEqualTo("timescale");
        storeReadings();
        Compression.enforce(gateway, Duration.ofDays(30));
        compress();
        try (Connection connection = gateway.getConnection()) {
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> ReadingStore.append(connection, batch(STORED - 1, STORED + 1)))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(SqlFailure.isUniqueViolation(e)).isTrue());
            connection.rollback();
            ReadingStore.append(connection, batch(STORED, STORED + 1000));
            connection.commit();
        }
        assertThat(database.text("select count(*), count(distinct time) from store.readings"))
                .isEqualTo((STORED + 1000) + "|" + (STORED + 1000));
    }

    @Test
    void aCompressedMinuteIsComputedAnew() throws SQLException {
        assumeThat(edition()).isEqualTo("timescale");
        storeReadings();
        Compression.enforce(gateway, Duration.ofDays(30));
        SeriesMinute minute = new SeriesMinute(sensor, metric, Micros.of(BEGIN));
        recompute(minute);
        compress();
        database.execute(
                "insert into store.readings values (timestamptz '"
                        + BEGIN
                        + "' + interval '500 ms', now(), -7, "
                        + sensor
                        + ", "
                        + metric
                        + ")");

        recompute(minute);

        assertThat(database.text("select count, min, max from store.rollups_1m"))
                .isEqualTo("61|-7|59");
    }

    private void storeReadings() throws SQLException {
        database.execute(
                "insert into store.readings (time, received_at, value, sensor_key, metric_key)"
                        + " select t, t + interval '20 ms', i, "
                        + sensor
                        + ", "
                        + metric
                        + " from generate_series(0, "
                        + (STORED - 1)
                        + ") i, lateral (select timestamptz '"
                        + BEGIN
                        + "' + make_interval(secs => i) as t) s");
    }

    private void recompute(SeriesMinute minute) throws SQLException {
        try (HikariDataSource job = ConnectionPool.open(database.as(Schema.JOB), "test", 1);
                Connection connection = job.getConnection()) {
            connection.setAutoCommit(false);
            RollUpStore.recompute(connection, List.of(minute));
            connection.commit();
        }
    }

    private ReadingBatch batch(int from, int to) {
        ReadingBatch batch = new ReadingBatch();
        for (int i = from; i < to; i++) {
            long micros = Micros.of(BEGIN.plusSeconds(i));
            batch.add(sensor, metric, micros, i + 0.5, micros);
        }
        return batch;
    }

    private StoredReadings send(int from, int to) throws SQLException {
        try (Connection connection = gateway.getConnection()) {
            connection.setAutoCommit(false);
            StoredReadings stored = ReadingStore.merge(connection, batch(from, to));
            connection.commit();
            return stored;
        }
    }

    private void compress() throws SQLException {
        database.execute(
                "select compress_chunk(c, if_not_compressed => true) from unnest(array['readings', 'rollups_1m']) r,"
                        + " show_chunks(format('store.%I', r)::regclass) c");
    }

    private String edition() throws SQLException {
        return database.text("select current_setting('timescaledb.license')");
    }

    private String policies() throws SQLException {
        return database.text(
                "select job_id, hypertable_name, extract(epoch from (config ->>"
                        + " 'compress_after')::interval)::bigint / 86400"
                        + " from timescaledb_information.jobs where proc_name = 'policy_compression' order by hypertable_name");
    }
}
