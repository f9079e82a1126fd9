package org.sensorium.sink.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.sink.MigratedDatabase;

/** The audit log is written and never changed, and where it is all the same, that is seen. */
class AuditChainIT {
    private static final String LINE =
            "insert into store.audit_log (actor, action, subject, detail)"
                    + " values ('wei', 'sensor.retired', 'w-1', '{\"a\": 1}')";

    @AutoClose private MigratedDatabase database;

    @BeforeEach
    void migrate() throws SQLException {
        database = new MigratedDatabase();
    }

    @Test
    void linesOfManyWritersAtOnceAreOneUnbrokenChain() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                done.add(writers.submit(this::writeAndTakeBack));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(verified()).isEqualTo("240|null");
        assertThat(database.text("select min(audit_id), max(audit_id) from store.audit_log"))
                .isEqualTo("1|240");
    }

    /** Two lines in one statement and one in another; what is rolled back leaves no gap. */
    private Void writeAndTakeBack() throws SQLException {
        try (Connection connection = database.as(Schema.CONSOLE).connect("test");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 10; i++) {
                statement.execute(LINE + ", ('wei', 'b', 'c', '{}')");
                statement.execute(LINE);
                connection.commit();
                statement.execute(LINE);
                connection.rollback();
            }
        }
        return null;
    }

    @Test
    void numberTimeAndDigestAreNotTheWritersToSay() throws SQLException {
        execute(
                Schema.CONSOLE,
                "insert into store.audit_log (audit_id, time, actor, action, subject, digest)"
                        + " values (77, '2020-01-01T00:00:00Z', 'a', 'b', 'c', 'made up')");

        assertThat(
                        database.text(
                                "select audit_id, time > now() - interval '1 h' from store.audit_log"))
                .isEqualTo("1|t");
        assertThat(verified()).isEqualTo("1|null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update store.audit_log set actor = 'somebody else'",
                "delete from store.audit_log",
                "truncate store.audit_log"
            })
    void nobodyChangesItNotEvenItsOwner(String change) throws SQLException {
        database.execute(LINE);
        for (String role : Schema.ROLES) {
            assertThatThrownBy(() -> execute(role, change))
                    .as(role)
                    .isInstanceOf(SQLException.class)
                    .matches(e -> "42501".equals(((SQLException) e).getSQLState()), "denied");
        }
        assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("never changed");

        assertThat(verified()).isEqualTo("1|null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update store.audit_log set actor = 'somebody else' where audit_id = 3",
                "update store.audit_log set time = time - interval '1 microsecond' where audit_id = 3",
                "update store.audit_log set detail = '{\"a\": 2}' where audit_id = 3",
                "delete from store.audit_log where audit_id = 3",
                "update store.audit_log set audit_id = 9 - audit_id where audit_id in (3)"
            })
    void whoRemovesTheGuardAndChangesALineIsSeen(String change) throws SQLException {
        for (int i = 0; i < 5; i++) {
            database.execute(LINE);
        }
        assertThat(verified()).isEqualTo("5|null");

        database.execute("alter table store.audit_log disable trigger refuse_audit_change");
        database.execute(change);

        assertThat(database.text("select first_broken from sensorium.audit_log_verify()"))
                .isEqualTo("3");
    }

    @Test
    void aCutAtTheEndIsSeenByTheDigestThatWasNoted() throws SQLException {
        database.execute(LINE);
        database.execute(LINE);
        String noted = database.text("select last_digest from sensorium.audit_log_verify()");

        database.execute("alter table store.audit_log disable trigger refuse_audit_change");
        database.execute("delete from store.audit_log where audit_id = 2");

        assertThat(database.text("select last_digest from sensorium.audit_log_verify()"))
                .isNotEqualTo(noted);
    }

    /** As the reader, who sees the view but not the table. */
    private String verified() throws SQLException {
        try (Connection connection = database.as(Schema.READER).connect("test");
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select lines, first_broken from sensorium.audit_log_verify()")) {
            row.next();
            return row.getString(1) + "|" + row.getString(2);
        }
    }

    private void execute(String role, String sql) throws SQLException {
        try (Connection connection = database.as(role).connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
