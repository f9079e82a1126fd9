package org.sensorium.sink.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.AlertEventKind.CLEARED;
import static org.sensorium.model.AlertEventKind.RAISED;
import static org.sensorium.model.AlertEventKind.UPDATED;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.IncidentEvent.Member;
import org.sensorium.model.IncidentId;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Severity;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.publish.Notice;
import org.sensorium.sink.publish.Outbox;
import org.sensorium.sink.publish.OutboxEvent;
import org.sensorium.sink.schema.Schema;

/** Incidents and outbox against a real TimescaleDB, with the job's own rights. */
class IncidentStoreIT {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00Z");
    private static final int LAST = IncidentEvent.LAST_STEP;

    @AutoClose private MigratedDatabase database;
    private int first;
    private int second;
    private short metric;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = new MigratedDatabase();
        first = database.register("a-1", "pm25");
        second = database.register("a-2", "pm25");
        metric = database.metricKey("pm25");
    }

    @Test
    void anIncidentLivesFromRaisedToClearedAndSaysWhoWasInIt() throws SQLException {
        apply(step(NOON, 0, RAISED, in(first)));
        apply(step(NOON, 1, UPDATED, out(first), in(second)));
        assertThat(text("select state, sensor_count, raised_at = '2026-01-24T12:00Z'"))
                .isEqualTo("open|2|t");
        assertThat(
                        database.text(
                                "select sensor_id, metric, until is null"
                                        + " from sensorium.incident_sensors order by 1"))
                .isEqualTo("a-1|pm25|f\na-2|pm25|t");

        apply(step(NOON, LAST, CLEARED, out(first), out(second)));

        assertThat(text("select state, sensor_count, cleared_at is null")).isEqualTo("cleared|2|f");
        assertThat(told("city"))
                .containsExactly(
                        "raised 1 [\"a-1\"]",
                        "updated 1 [\"a-2\"]",
                        "cleared 2 [\"a-1\", \"a-2\"]");
    }

    @Test
    void aRepeatedStepChangesNothingAndIsNotPublishedAgain() throws SQLException {
        for (int i = 0; i < 2; i++) {
            apply(
                    step(NOON, 0, RAISED, in(first)),
                    step(NOON, 1, UPDATED, in(first), in(second)),
                    step(NOON, LAST, CLEARED, out(first), out(second)));
        }

        assertThat(text("select state, sensor_count")).isEqualTo("cleared|2");
        assertThat(outbox()).hasSize(3);
    }

    @Test
    void aNewIncidentTakesThePlaceOfOneThatTheJobForgot() throws SQLException {
        apply(step(NOON, 0, RAISED, in(first)));
        apply(step(NOON.plusSeconds(60), 0, RAISED, in(first)));

        assertThat(text("select state", " order by raised_at")).isEqualTo("cleared\nopen");
        assertThat(outbox())
                .extracting(OutboxEvent::event)
                .containsExactly("raised", "cleared", "raised");
        assertThat(database.text("select count(*) from store.incident_sensors where until is null"))
                .isEqualTo("1");
    }

    @Test
    void whatAPersonHasClosedStaysClosed() throws SQLException {
        apply(step(NOON, 0, RAISED, in(first)));
        database.execute("update store.incidents set state = 'closed'");

        apply(step(NOON, 1, UPDATED, in(second)), step(NOON, LAST, CLEARED, out(first)));

        assertThat(text("select state, sensor_count")).isEqualTo("closed|1");
        assertThat(outbox()).hasSize(1);
    }

    @Test
    void eachDepartmentIsToldOfTheSensorsThatItMaySeeAndOfNoOthers() throws SQLException {
        database.execute(
                "insert into store.departments (department, name) values ('water', 'Water'),"
                        + " ('parks', 'Parks'), ('roads', 'Roads'), ('rail', 'Rail')");
        database.execute("update store.sensors set department = 'water' where sensor_id = 'a-1'");
        database.execute("update store.sensors set department = 'parks' where sensor_id = 'a-2'");
        database.execute(
                "insert into store.grants (grant_id, department, owner, valid_until) values"
                        + " ('g1', 'roads', 'water', null), ('g2', 'rail', 'water', '2020-01-01')");

        apply(step(NOON, 0, RAISED, in(first), in(second)));

        assertThat(outbox().get(0).notices())
                .extracting(Notice::topic)
                .allMatch(topic -> topic.endsWith("/centre/major/gateway_silent/" + id(NOON)))
                .extracting(topic -> topic.split("/")[1])
                .containsExactly("city", "parks", "roads", "water");
        assertThat(told("city")).containsExactly("raised 2 [\"a-1\", \"a-2\"]");
        assertThat(told("parks")).containsExactly("raised 1 [\"a-2\"]");
        assertThat(told("roads")).containsExactly("raised 1 [\"a-1\"]");
        assertThat(told("water")).containsExactly("raised 1 [\"a-1\"]");
    }

    /** What one department is told: the event, how many sensors, which. */
    private List<String> told(String department) throws SQLException {
        List<String> told = new ArrayList<>();
        for (OutboxEvent event : outbox()) {
            for (Notice notice : event.notices()) {
                if (notice.department().equals(department)) {
                    told.add(
                            database.text(
                                    "select concat_ws(' ', j ->> 'event', j ->> 'sensorCount',"
                                            + " j ->> 'sensors') from (select '"
                                            + notice.json()
                                            + "'::jsonb) as t (j)"));
                }
            }
        }
        return told;
    }

    private String text(String select, String... order) throws SQLException {
        return database.text(select + " from sensorium.incidents" + String.join("", order));
    }

    private void apply(IncidentEvent... events) throws SQLException {
        try (Connection connection = database.as(Schema.JOB).connect("test")) {
            connection.setAutoCommit(false);
            IncidentStore.apply(connection, List.of(events));
            connection.commit();
        }
    }

    private List<OutboxEvent> outbox() throws SQLException {
        try (Outbox outbox = Outbox.open(database.as(Schema.JOB), "test")) {
            return outbox.next(100);
        }
    }

    private Member in(int sensor) {
        return new Member(sensor, metric, NOON, null);
    }

    private Member out(int sensor) {
        return new Member(sensor, metric, NOON, NOON.plusSeconds(30));
    }

    private static String id(Instant onset) {
        return IncidentId.of(IncidentKind.GATEWAY_SILENT, "gw-7", null, null, Micros.of(onset));
    }

    private static IncidentEvent step(
            Instant onset, int ordinal, AlertEventKind kind, Member... members) {
        return new IncidentEvent(
                id(onset),
                ordinal,
                kind,
                IncidentKind.GATEWAY_SILENT,
                "gw-7",
                null,
                null,
                "centre",
                Severity.MAJOR,
                onset,
                onset.plusSeconds(30),
                List.of(members),
                "gateway gw-7 is silent",
                "网关沉默");
    }
}
