package org.sensorium.launcher.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.parts.Addresses;
import org.sensorium.sink.schema.Schema;

class MigrationIT {
    @TempDir private Path directory;
    private final List<String> said = new ArrayList<>();

    @Test
    void everyPartCanSignInAfterwardsAndTheReaderOnlyReads() throws Exception {
        try (TestDatabase.Database database = TestDatabase.shared().newDatabase()) {
            Secrets secrets = Secrets.of(new Home(directory), Schema.ROLES, null);
            Addresses addresses = migrate(database, secrets);
            for (String role : Schema.ROLES) {
                assertThat(query(addresses, role, "select current_user")).isEqualTo(role);
            }
            assertThat(query(addresses, Schema.READER, "select count(*) from sensorium.readings"))
                    .isEqualTo("0");
            assertThatThrownBy(
                            () ->
                                    query(
                                            addresses,
                                            Schema.READER,
                                            "select password_hash from store.users"))
                    .hasMessageContaining("permission denied");
            assertThat(said).isEmpty();
        }
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        try (TestDatabase.Database database = TestDatabase.shared().newDatabase()) {
            Secrets secrets = Secrets.of(new Home(directory), Schema.ROLES, null);
            migrate(database, secrets);
            String before = users(database);
            migrate(database, secrets);
            assertThat(users(database))
                    .isEqualTo(before)
                    .contains("admin")
                    .contains("_gateway")
                    .contains("_job");
        }
    }

    private Addresses migrate(TestDatabase.Database database, Secrets secrets) throws Exception {
        return new Migration(
                        new RunningDatabase(
                                database.jdbcUrl(),
                                database.user(),
                                database.password(),
                                Optional.empty()),
                        secrets,
                        said::add)
                .run();
    }

    private static String users(TestDatabase.Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return value(
                    connection,
                    "select string_agg(user_name || password_hash, ' ' order by user_name) from store.users");
        }
    }

    private static String query(Addresses addresses, String role, String sql) throws SQLException {
        Addresses.Login login = addresses.login(role);
        try (Connection connection =
                DriverManager.getConnection(addresses.jdbcUrl(), login.user(), login.password())) {
            return value(connection, sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
