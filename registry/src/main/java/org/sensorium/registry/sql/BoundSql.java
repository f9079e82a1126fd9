package org.sensorium.registry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.Micros;

/**
 * A statement put together from constant fragments, each with the values for its question marks.
 * What people write goes in as values only, never as text.
 */
public final class BoundSql {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** What the row that the cursor stands on says. */
        T read(ResultSet row) throws SQLException;
    }

    /** Begins with this fragment; see {@link #add}. */
    public static BoundSql of(String fragment, @Nullable Object... bound) {
        return new BoundSql().add(fragment, bound);
    }

    /**
     * Adds a fragment.
     *
     * @param fragment a constant of the program
     * @param bound a text, number, boolean, byte array, {@link Instant}, array of texts or null for
     *     each question mark
     */
    public BoundSql add(String fragment, @Nullable Object... bound) {
        text.append(fragment);
        for (Object value : bound) {
            values.add(value);
        }
        return this;
    }

    /** Adds the fragment with its one value, unless there is no value. */
    public BoundSql addIf(@Nullable Object value, String fragment) {
        return value == null ? this : add(fragment, value);
    }

    /** Adds the fragment with these texts as its one array, unless there are none. */
    public BoundSql addAny(List<String> texts, String fragment) {
        return texts.isEmpty() ? this : add(fragment, (Object) texts.toArray(new String[0]));
    }

    /** All rows. */
    public <T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(Connection connection, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** Executes a change; returns how many rows it touched. */
    public int change(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /** A timestamp's column; null where it is null. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        java.time.@Nullable OffsetDateTime at =
                row.getObject(column, java.time.OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** A number's column; null where it is null. */
    public static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                bind(connection, statement, i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        if (value instanceof Instant at) {
            statement.setObject(index, Micros.toOffsetDateTime(at));
        } else if (value instanceof String[] texts) {
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else if (value instanceof Double[] numbers) {
            statement.setArray(index, connection.createArrayOf("float8", numbers));
        } else if (value instanceof Long[] numbers) {
            statement.setArray(index, connection.createArrayOf("int8", numbers));
        } else if (value instanceof byte[][] bytes) {
            statement.setArray(index, connection.createArrayOf("bytea", bytes));
        } else {
            statement.setObject(index, value);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
