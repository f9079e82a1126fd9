package org.sensorium.sink.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sensorium.sink.MigratedDatabase;

/**
 * What each role may, in full: a right that is not written here is one too many. That each has the
 * rights that it needs is shown by the parts' own tests, which sign in with these roles.
 */
class LeastPrivilegeIT {
    private static final List<String> RUNTIME_ROLES =
            List.of(Schema.INGEST, Schema.JOB, Schema.CONSOLE, Schema.READER);

    /** For each role the tables and views on which it may insert, update or delete anything. */
    private static final Map<String, String> WRITES =
            Map.of(
                    Schema.READER,
                    "",
                    Schema.INGEST,
                    """
                    store.audit_log INSERT
                    store.dead_letters INSERT UPDATE
                    store.inboxes INSERT UPDATE
                    store.ingest_log INSERT
                    store.readings INSERT
                    store.sensor_seen INSERT UPDATE""",
                    Schema.JOB,
                    """
                    store.alert_events INSERT UPDATE
                    store.alert_outbox INSERT DELETE
                    store.alerts INSERT UPDATE
                    store.incident_sensors INSERT UPDATE
                    store.incidents INSERT UPDATE
                    store.rollups_1m INSERT UPDATE""",
                    Schema.CONSOLE,
                    """
                    store.alert_events INSERT
                    store.alert_outbox INSERT
                    store.alerts UPDATE
                    store.audit_log INSERT
                    store.dead_letters UPDATE
                    store.departments INSERT UPDATE
                    store.districts INSERT UPDATE
                    store.grants INSERT UPDATE
                    store.incidents UPDATE
                    store.metrics INSERT UPDATE
                    store.report_alerts INSERT
                    store.reports INSERT UPDATE
                    store.rules INSERT UPDATE
                    store.sensor_metrics INSERT UPDATE DELETE
                    store.sensors INSERT UPDATE
                    store.sessions INSERT UPDATE DELETE
                    store.users INSERT UPDATE""");

    /** For each role the tables whose every column it may read; the console reads all. */
    private static final Map<String, String> READS =
            Map.of(
                    Schema.READER,
                    "",
                    Schema.INGEST,
                    "dead_letters departments districts grants inboxes ingest_log metrics readings"
                            + " rules sensor_metrics sensor_seen sensors users",
                    Schema.JOB,
                    "alert_events alert_outbox alerts departments districts grants inboxes"
                            + " incident_sensors incidents ingest_log metrics readings rollups_1m"
                            + " rules sensor_metrics");

    private static final List<String> NOBODYS =
            List.of(
                    "create table store.mine (a int)",
                    "create table sensorium.mine (a int)",
                    "create table public.mine (a int)",
                    "create schema mine",
                    "drop table store.readings",
                    "alter table store.audit_log disable trigger all",
                    "truncate store.readings",
                    "create role mine superuser",
                    "alter role sensorium_reader superuser",
                    "set role sensorium_migrator",
                    "alter system set log_statement = 'all'",
                    "copy store.users to program 'cat'",
                    "copy (select 1) to '/tmp/mine'",
                    "select pg_read_file('/etc/passwd')",
                    "select * from pg_authid",
                    "select lo_import('/etc/passwd')",
                    "select drop_chunks('store.readings', older_than => now())",
                    "create extension dblink");

    @AutoClose private static MigratedDatabase database;

    @BeforeAll
    static void migrate() throws SQLException {
        database = new MigratedDatabase();
    }

    static Stream<String> roles() {
        return RUNTIME_ROLES.stream();
    }

    static Stream<Arguments> forbidden() {
        return RUNTIME_ROLES.stream()
                .flatMap(role -> NOBODYS.stream().map(sql -> Arguments.of(role, sql)));
    }

    @Test
    void noRoleStandsAboveTheRulesOrInAnother() throws SQLException {
        assertThat(
                        database.text(
                                "select rolname from pg_roles where rolname like 'sensorium%' and"
                                        + " (rolsuper or rolcreatedb or rolcreaterole or"
                                        + " rolreplication or rolbypassrls)"))
                .isEmpty();
        assertThat(
                        database.text(
                                "select count(*) from pg_auth_members join pg_roles r"
                                        + " on r.oid = member where r.rolname like 'sensorium%'"))
                .isEqualTo("0");
        assertThat(
                        database.text(
                                "select string_agg(distinct substr(rolpassword, 1, 13), ',')"
                                        + " from pg_authid where rolname like 'sensorium%'"))
                .isEqualTo("SCRAM-SHA-256");
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleWritesWhatIsListedAndNothingElse(String role) throws SQLException {
        String held =
                "select n.nspname || '.' || c.relname || ' ' || string_agg(p, ' ' order by o)"
                        + " from pg_class c join pg_namespace n on n.oid = c.relnamespace,"
                        + " unnest(array['INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES',"
                        + "'TRIGGER']) with ordinality a (p, o)"
                        + " where c.relkind in ('r', 'p', 'v', 'm', 'f')"
                        + " and n.nspname not like 'pg_temp%'"
                        + " and n.nspname !~ '^_?timescaledb' and n.nspname !~ '^pg_'"
                        + " and n.nspname <> 'information_schema' and case p when 'INSERT'"
                        + " then has_any_column_privilege('ROLE', c.oid, p) when 'UPDATE'"
                        + " then has_any_column_privilege('ROLE', c.oid, p)"
                        + " else has_table_privilege('ROLE', c.oid, p) end"
                        + " group by n.nspname, c.relname order by 1";

        assertThat(database.text(held.replace("ROLE", role))).isEqualTo(WRITES.get(role));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void aRoleReadsWhatIsListedAndNothingElse(String role) throws SQLException {
        String held =
                "select coalesce(string_agg(c.relname, ' ' order by c.relname), '') from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'store'"
                        + " and c.relkind in ('r', 'p', 'v')"
                        + " and has_table_privilege('ROLE', c.oid, 'SELECT')";
        String all =
                database.text(
                        "select string_agg(tablename, ' ' order by tablename)"
                                + " from pg_tables where schemaname = 'store'");

        assertThat(database.text(held.replace("ROLE", role)))
                .isEqualTo(READS.getOrDefault(role, all));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void whatNoPartNeedsIsRefusedToEach(String role, String sql) {
        assertThatThrownBy(() -> execute(role, sql))
                .isInstanceOf(SQLException.class)
                .matches(e -> "42501".equals(((SQLException) e).getSQLState()), "denied");
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = database.as(role).connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
