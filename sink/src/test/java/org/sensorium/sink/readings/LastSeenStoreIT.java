package org.sensorium.sink.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.schema.Schema;

class LastSeenStoreIT {
    private static final long NOON = Micros.of(Instant.parse("2026-01-24T12:00:00Z"));
    private static final String WRITTEN =
            "select string_agg(sensor_id || ' ' || to_char(last_seen at time zone 'UTC', 'MI:SS'),"
                    + " ', ' order by sensor_id) from sensorium.sensors where last_seen is not null";
    private static final int FEW = 2;

    // Closed in the order of the fields.
    @AutoClose private HikariDataSource pool;
    @AutoClose private MigratedDatabase database;
    private final int[] sensors = new int[5];
    private LastSeenStore store;

    @BeforeEach
    void register() throws SQLException {
        database = new MigratedDatabase();
        for (int i = 0; i < sensors.length; i++) {
            sensors[i] = database.register("s-" + i, "pm25");
        }
        pool = ConnectionPool.open(database.as(Schema.INGEST), "test", 1);
        store = new LastSeenStore(pool);
    }

    private void hear(int seconds, int... which) {
        ReadingBatch batch = new ReadingBatch();
        long at = NOON + seconds * 1_000_000L;
        for (int each : which) {
            batch.add(sensors[each], (short) 1, at, 1.5, at);
        }
        store.seen(batch);
    }

    private String written() throws SQLException {
        return database.text(WRITTEN);
    }

    @Test
    void eachSensorHasItsTurnHoweverOftenOthersAreHeard() throws SQLException {
        hear(1, 0, 1, 2, 3, 4);
        assertThat(store.write(FEW)).isEqualTo(FEW);
        assertThat(written()).isEqualTo("s-0 00:01, s-1 00:01");
        hear(2, 0, 1);
        assertThat(store.write(FEW)).isEqualTo(FEW);
        assertThat(written()).isEqualTo("s-0 00:01, s-1 00:01, s-2 00:01, s-3 00:01");
        assertThat(store.write(FEW)).isEqualTo(1);
        assertThat(store.write(FEW)).isEqualTo(FEW);
        assertThat(written()).isEqualTo("s-0 00:02, s-1 00:02, s-2 00:01, s-3 00:01, s-4 00:01");
        assertThat(store.write(FEW)).isZero();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws SQLException {
        hear(5, 3);
        database.execute("revoke insert, update on store.sensor_seen from " + Schema.INGEST);
        assertThatThrownBy(() -> store.write(FEW)).isInstanceOf(SQLException.class);
        database.execute("grant insert, update on store.sensor_seen to " + Schema.INGEST);
        hear(4, 3);
        assertThat(store.write(FEW)).isEqualTo(1);
        assertThat(written()).isEqualTo("s-3 00:05");
    }
}
