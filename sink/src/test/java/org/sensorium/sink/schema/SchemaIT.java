package org.sensorium.sink.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.sink.MigratedDatabase;

/** The contract's views, and what each role may not do. */
class SchemaIT {
    @AutoClose private static MigratedDatabase database;

    @BeforeAll
    static void migrate() throws SQLException {
        database = new MigratedDatabase();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "sensors=sensor_id,type,department,district,lat,lon,state,registered_at,last_seen",
                "readings=time,sensor_id,metric,value,received_at",
                "readings_1m=bucket,sensor_id,metric,count,min,max,avg,first,last",
                "readings_1h=bucket,sensor_id,metric,count,min,max,avg,first,last",
                "readings_1d=bucket,sensor_id,metric,count,min,max,avg,first,last",
                "alerts=id,sensor_id,metric,detector,severity,state,raised_at,updated_at,"
                        + "cleared_at,acknowledged_at,acknowledged_by,value,expected,threshold,"
                        + "score,message,rule_id,rule_revision,flaps",
                "alert_events=time,alert_id,event,detail",
                "incidents=id,kind,group_name,type,metric,district,severity,state,raised_at,"
                        + "updated_at,cleared_at,acknowledged_at,acknowledged_by,sensor_count,"
                        + "message",
                "incident_sensors=incident_id,sensor_id,metric,since,until",
                "dead_letters=id,received_at,topic,sensor_id,metric,reason,detail,payload,count,"
                        + "replayed_at",
                "audit_log=time,actor,action,subject,detail"
            })
    void aViewHasTheColumnsOfTheContract(String view, String columns) throws SQLException {
        assertThat(
                        database.text(
                                "select string_agg(column_name, ',' order by ordinal_position)"
                                        + " from information_schema.columns where table_schema ="
                                        + " 'sensorium' and table_name = '"
                                        + view
                                        + "'"))
                .isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "sensorium_reader:select * from store.users",
                "sensorium_reader:delete from store.readings",
                "sensorium_reader:create table sensorium.mine (a int)",
                "sensorium_ingest:update store.readings set value = 0",
                "sensorium_ingest:delete from store.ingest_log",
                "sensorium_ingest:update store.users set role = 'admin'",
                "sensorium_job:insert into store.sensors (sensor_id) values ('a')",
                "sensorium_job:select password_hash from store.users",
                "sensorium_job:select secret_hash from store.sensors",
                "sensorium_job:delete from store.alerts",
                "sensorium_console:delete from store.readings",
                "sensorium_console:update store.audit_log set actor = 'somebody else'",
                "sensorium_console:delete from store.audit_log"
            })
    void aRoleIsRefusedWhatItDoesNotNeed(String role, String sql) {
        assertThatThrownBy(() -> execute(role, sql))
                .isInstanceOf(SQLException.class)
                .matches(e -> "42501".equals(((SQLException) e).getSQLState()), "denied");
    }

    @Test
    void theReaderReadsEveryView() throws SQLException {
        for (String view :
                database.text(
                                "select table_name from information_schema.views"
                                        + " where table_schema = 'sensorium'")
                        .split("\n")) {
            execute(Schema.READER, "select * from sensorium." + view);
        }
    }

    @Test
    void migratingAgainChangesNothing() throws SQLException {
        String before = database.text("select count(*) from store.schema_history");

        database.migrate();

        assertThat(database.text("select count(*) from store.schema_history")).isEqualTo(before);
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = database.as(role).connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
