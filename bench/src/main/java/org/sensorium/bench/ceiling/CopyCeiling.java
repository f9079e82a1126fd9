package org.sensorium.bench.ceiling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.sensorium.bench.laboratory.Database;

/**
 * Binary COPY by one connection into a hypertable like the readings', with its unique index, a
 * commit for each batch. Format: PostgreSQL documentation, COPY, "Binary Format".
 */
public final class CopyCeiling {
    private static final int ROWS = 5_000;
    private static final int SENSORS = 10_000;
    private static final int ROW_BYTES = 2 + 8 * 3 + 4 + 2 + 5 * 4;
    private static final byte[] HEADER =
            "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final long SECONDS_TO_2000 = 946_684_800L;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double WARM_UP = 0.25;

    private CopyCeiling() {}

    /** Rows a second. */
    public static double measure(Database database, double seconds) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists store.bench_readings");
            statement.execute("create table store.bench_readings (like store.readings)");
            statement.execute(
                    "select create_hypertable('store.bench_readings', 'time',"
                            + " chunk_time_interval => interval '7 days',"
                            + " create_default_indexes => false)");
            statement.execute(
                    "create unique index bench_readings_once on store.bench_readings"
                            + " (sensor_key, metric_key, time)");
            connection.setAutoCommit(false);
            try {
                return copy(connection, seconds);
            } finally {
                connection.setAutoCommit(true);
                statement.execute("drop table store.bench_readings");
            }
        }
    }

    private static double copy(Connection connection, double seconds) throws SQLException {
        ByteBuffer batch = ByteBuffer.allocate(HEADER.length + ROWS * ROW_BYTES + Short.BYTES);
        long base = (Instant.now().getEpochSecond() - SECONDS_TO_2000) * MICROS_PER_SECOND;
        long start = System.nanoTime();
        double from = 0;
        long rows = 0;
        double now = 0;
        for (int i = 0; now < seconds; i++) {
            fill(batch, i, base);
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy store.bench_readings (time, received_at, value,"
                                            + " sensor_key, metric_key) from stdin (format binary)");
            copy.writeToCopy(batch.array(), 0, batch.position());
            copy.endCopy();
            connection.commit();
            now = (System.nanoTime() - start) / NANOS_PER_SECOND;
            if (from > 0) {
                rows += ROWS;
            } else if (now >= WARM_UP * seconds) {
                from = now;
            }
        }
        return rows / (now - from);
    }

    /** In the order of the index, every other batch the other half of the sensors. */
    private static void fill(ByteBuffer batch, int number, long base) {
        batch.clear();
        batch.put(HEADER);
        long time = base + (long) number * 1000;
        for (int i = 0; i < ROWS; i++) {
            batch.putShort((short) 5);
            batch.putInt(Long.BYTES).putLong(time + i % 997);
            batch.putInt(Long.BYTES).putLong(time + 1000);
            batch.putInt(Double.BYTES).putDouble(20 + (i * 31 + number) % 6000 / 100.0);
            batch.putInt(Integer.BYTES).putInt(number % 2 * (SENSORS / 2) + i);
            batch.putInt(Short.BYTES).putShort((short) 1);
        }
        batch.putShort((short) -1);
    }
}
