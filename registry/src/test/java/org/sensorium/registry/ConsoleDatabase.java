package org.sensorium.registry;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.model.Location;
import org.sensorium.registry.sensors.MetricRegistration;
import org.sensorium.registry.sensors.SensorRegistration;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;

/** A test's own database, entered with the console's rights and no others. */
public final class ConsoleDatabase implements AutoCloseable {
    private static final String PASSWORD = "only-for-tests";
    private final TestDatabase.Database database = TestDatabase.shared().newDatabase();
    private final HikariDataSource pool;

    public ConsoleDatabase() throws SQLException {
        Map<String, String> passwords =
                Schema.ROLES.stream().collect(Collectors.toMap(Function.identity(), r -> PASSWORD));
        Schema.migrate(database.jdbcUrl(), database.user(), database.password(), passwords);
        pool =
                ConnectionPool.open(
                        new DatabaseAddress(database.jdbcUrl(), Schema.CONSOLE, PASSWORD),
                        "test",
                        4);
        execute(
                "insert into store.departments (department, name) values ('water', 'Water'),"
                        + " ('parks', 'Parks')");
    }

    public DataSource pool() {
        return pool;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String text(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }

    public static SensorRegistration sensor(String id, String department) {
        return new SensorRegistration(
                id,
                "water_level",
                department,
                "centre",
                new Location(22.5, 114),
                List.of(new MetricRegistration("level", "m", 0.0, 10.0, null)),
                null,
                Map.of("pole", "17"));
    }

    @Override
    public void close() throws SQLException {
        pool.close();
        database.close();
    }
}
