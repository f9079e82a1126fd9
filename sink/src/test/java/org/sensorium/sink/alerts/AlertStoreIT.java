package org.sensorium.sink.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.AlertId;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;
import org.sensorium.sink.Micros;
import org.sensorium.sink.MigratedDatabase;
import org.sensorium.sink.publish.Notice;
import org.sensorium.sink.publish.Outbox;
import org.sensorium.sink.publish.OutboxEvent;
import org.sensorium.sink.schema.Schema;

/** Alerts and outbox against a real TimescaleDB, with the job's own rights. */
class AlertStoreIT {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00Z");

    @AutoClose private MigratedDatabase database;
    private int sensor;
    private short metric;

    @BeforeEach
    void openDatabase() throws SQLException {
        database = new MigratedDatabase();
        sensor = database.register("a-7", "pm25");
        metric = database.metricKey("pm25");
    }

    @Test
    void anAlertLivesFromRaisedToCleared() throws SQLException {
        apply(step(NOON, 0, AlertEventKind.RAISED));
        apply(step(NOON, 1, AlertEventKind.UPDATED));
        assertThat(database.text("select state from sensorium.alerts")).isEqualTo("open");

        apply(step(NOON, 2, AlertEventKind.CLEARED));

        assertThat(database.text("select state from sensorium.alerts")).isEqualTo("cleared");
        assertThat(database.text("select event from store.alert_events order by event_id"))
                .isEqualTo("raised\nupdated\ncleared");
        assertThat(outbox()).hasSize(3);
        assertThat(database.text("select flaps from sensorium.alerts")).isEqualTo("2");
        assertThat(outbox().get(0).notices().get(0).json()).doesNotContain("flaps");
        assertThat(outbox().get(1).notices().get(0).json()).contains("\"flaps\": 1");
    }

    @Test
    void aRepeatedStepChangesNothingAndIsNotPublishedAgain() throws SQLException {
        apply(step(NOON, 0, AlertEventKind.RAISED), step(NOON, 1, AlertEventKind.CLEARED));
        apply(step(NOON, 0, AlertEventKind.RAISED), step(NOON, 1, AlertEventKind.CLEARED));

        assertThat(database.text("select count(*) from store.alert_events")).isEqualTo("2");
        assertThat(outbox()).hasSize(2);
    }

    @Test
    void aNewAlertTakesThePlaceOfOneThatTheJobForgot() throws SQLException {
        apply(step(NOON, 0, AlertEventKind.RAISED));
        apply(step(NOON.plusSeconds(60), 0, AlertEventKind.RAISED));

        assertThat(database.text("select state from sensorium.alerts order by raised_at"))
                .isEqualTo("cleared\nopen");
        assertThat(outbox())
                .extracting(OutboxEvent::event)
                .containsExactly("raised", "cleared", "raised");
    }

    @Test
    void whatAPersonHasClosedStaysClosed() throws SQLException {
        apply(step(NOON, 0, AlertEventKind.RAISED));
        database.execute("update store.alerts set state = 'closed'");

        apply(step(NOON, 1, AlertEventKind.UPDATED), step(NOON, 2, AlertEventKind.CLEARED));

        assertThat(database.text("select state from sensorium.alerts")).isEqualTo("closed");
        assertThat(outbox()).hasSize(1);
    }

    @Test
    void theOutboxTellsTheCityTheOwnerAndThoseWithAGrant() throws SQLException {
        database.execute(
                "insert into store.departments (department, name) values ('water', 'Water'),"
                        + " ('parks', 'Parks')");
        database.execute("update store.sensors set department = 'water'");
        database.execute(
                "insert into store.grants (grant_id, department, owner)"
                        + " values ('g1', 'parks', 'water')");

        apply(step(NOON, 0, AlertEventKind.RAISED));

        OutboxEvent event = outbox().get(0);
        assertThat(event.notices())
                .extracting(Notice::topic)
                .containsExactly(
                        "alerts/city/centre/major/threshold/a-7",
                        "alerts/parks/centre/major/threshold/a-7",
                        "alerts/water/centre/major/threshold/a-7");
        assertThat(event.notices().get(1).json())
                .contains("\"sensorId\": \"a-7\"", "\"2026-01-24T12:00:00.000Z\"");
        try (Outbox outbox = Outbox.open(database.as(Schema.JOB), "test")) {
            assertThat(outbox.lead()).isTrue();
            try (Outbox other = Outbox.open(database.as(Schema.JOB), "test")) {
                assertThat(other.lead()).isFalse();
            }
            outbox.published(List.of(event.id()));
            outbox.await(Duration.ofMillis(1));
            assertThat(outbox.next(10)).isEmpty();
        }
    }

    private void apply(AlertEvent... events) throws SQLException {
        try (Connection connection = database.as(Schema.JOB).connect("test")) {
            connection.setAutoCommit(false);
            AlertStore.apply(connection, List.of(events));
            connection.commit();
        }
    }

    private List<OutboxEvent> outbox() throws SQLException {
        try (Outbox outbox = Outbox.open(database.as(Schema.JOB), "test")) {
            return outbox.next(100);
        }
    }

    private AlertEvent step(Instant onset, int ordinal, AlertEventKind kind) {
        return new AlertEvent(
                AlertId.of("a-7", "pm25", DetectorKind.THRESHOLD, Micros.of(onset)),
                ordinal,
                kind,
                sensor,
                metric,
                DetectorKind.THRESHOLD,
                Severity.MAJOR,
                onset,
                onset.plusSeconds(ordinal),
                160 + ordinal,
                Double.NaN,
                150,
                Double.NaN,
                onset,
                onset.plusSeconds(ordinal),
                "pm25 is high",
                "pm25 偏高",
                "air-pm25-high",
                1,
                onset,
                ordinal);
    }
}
