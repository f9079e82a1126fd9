package org.sensorium.database.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
    @Test
    void everyTestGetsADatabaseOfItsOwn() throws Exception {
        try (TestDatabase.Database one = TestDatabase.shared().newDatabase();
                TestDatabase.Database two = TestDatabase.shared().newDatabase()) {
            execute(one, "create extension timescaledb");
            execute(one, "create table only_here (i int)");
            assertThatThrownBy(() -> execute(two, "select * from only_here"))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void aClosedDatabaseIsGoneEvenWhileSomebodyIsConnected() throws Exception {
        TestDatabase.Database database = TestDatabase.shared().newDatabase();
        try (Connection open = database.connect()) {
            assertThat(open.isValid(5)).isTrue();
            database.close();
        }
        assertThatThrownBy(() -> database.connect().close()).isInstanceOf(SQLException.class);
    }

    @Test
    void anAddressIsCutBeforeTheDatabasesName() {
        assertThat(TestDatabase.withoutDatabase("jdbc:postgresql://h:1/x"))
                .isEqualTo("jdbc:postgresql://h:1/");
        assertThatThrownBy(() -> TestDatabase.withoutDatabase("postgres://h/x"))
                .hasMessageContaining("jdbc:postgresql://");
    }

    private static void execute(TestDatabase.Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
