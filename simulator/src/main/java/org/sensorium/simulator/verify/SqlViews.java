package org.sensorium.simulator.verify;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.sensorium.simulator.settings.Surroundings;

/** The views of schema {@code sensorium}, over one connection. Not thread-safe. */
public final class SqlViews implements StoredRows {
    /** Rows that come over in one portion: bounds memory on both sides. */
    private static final int FETCH = 10_000;

    private final Connection connection;

    private SqlViews(Connection connection) {
        this.connection = connection;
    }

    /**
     * Connects.
     *
     * @throws DatabaseProblem with the remedy
     */
    public static SqlViews open(Surroundings surroundings) {
        Properties properties = new Properties();
        String user = surroundings.databaseUser();
        String password = surroundings.databasePassword();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "sensorium-simulator");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        String url = surroundings.databaseUrl();
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            // A cursor needs a transaction; without it the driver would read a whole result at
            // once.
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            return new SqlViews(connection);
        } catch (SQLException e) {
            throw new DatabaseProblem(
                    "the database at "
                            + url
                            + " does not let us in ("
                            + e.getMessage()
                            + "); is the system up? 'sensorium status' tells",
                    e);
        }
    }

    @Override
    public Instant now() {
        return query(
                "select clock_timestamp()",
                statement -> {},
                rows -> {
                    rows.next();
                    return rows.getObject(1, OffsetDateTime.class).toInstant();
                });
    }

    @Override
    public long countReadings(Instant receivedFrom, long fromMillis, long toMillis) {
        return query(
                "select count(*) from sensorium.readings"
                        + " where time between ? and ? and received_at >= ?",
                statement -> {
                    statement.setObject(1, time(fromMillis));
                    statement.setObject(2, time(toMillis));
                    statement.setObject(3, receivedFrom.atOffset(ZoneOffset.UTC));
                },
                SqlViews::count);
    }

    @Override
    public long countReadings(List<String> sensorIds) {
        return query(
                "select count(*) from sensorium.readings where sensor_id = any(?)",
                statement -> statement.setArray(1, texts(sensorIds)),
                SqlViews::count);
    }

    @Override
    public long countDeadLetters(List<String> sensorIds) {
        return query(
                "select count(*) from sensorium.dead_letters where sensor_id = any(?)",
                statement -> statement.setArray(1, texts(sensorIds)),
                SqlViews::count);
    }

    @Override
    public void readings(
            List<String> sensorIds,
            Instant receivedFrom,
            long fromMillis,
            long toMillis,
            ReadingSink sink) {
        query(
                "select sensor_id, metric, (extract(epoch from time) * 1000000)::bigint, value"
                        + " from sensorium.readings"
                        + " where sensor_id = any(?) and time between ? and ?"
                        + " and received_at >= ?",
                statement -> {
                    statement.setArray(1, texts(sensorIds));
                    statement.setObject(2, time(fromMillis));
                    statement.setObject(3, time(toMillis));
                    statement.setObject(4, receivedFrom.atOffset(ZoneOffset.UTC));
                },
                rows -> {
                    while (rows.next()) {
                        sink.reading(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getDouble(4));
                    }
                    return 0L;
                });
    }

    @Override
    public void deadLetters(Instant receivedFrom, LetterSink sink) {
        query(
                "select topic, sensor_id, reason, detail, payload from sensorium.dead_letters"
                        + " where received_at >= ? order by id",
                statement -> statement.setObject(1, receivedFrom.atOffset(ZoneOffset.UTC)),
                rows -> {
                    while (rows.next()) {
                        sink.letter(
                                new StoredLetter(
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getBytes(5)));
                    }
                    return 0L;
                });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new DatabaseProblem("the database did not take leave: " + e.getMessage(), e);
        }
    }

    private Array texts(List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static OffsetDateTime time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
    }

    private static long count(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    private <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            binding.bind(statement);
            T result;
            try (ResultSet rows = statement.executeQuery()) {
                result = reading.read(rows);
            }
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new DatabaseProblem("the database failed a query: " + e.getMessage(), e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
