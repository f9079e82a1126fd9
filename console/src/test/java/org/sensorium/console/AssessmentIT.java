package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Figures of a department, against alerts, readings and dead letters that were counted by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssessmentIT {
    private static final String DAY = "?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
    private static final String HOUR = "?from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z";

    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
        it.register("wei", "judged", "water");
        it.execute("update store.sensors set registered_at = '2026-02-01T00:00:00Z'");
    }

    /** A major one: it has to be taken on within an hour. */
    private void alert(String id, String state, String raised, String taken, String over)
            throws SQLException {
        it.execute(
                ("insert into store.alerts (alert_id, sensor_key, metric_key, detector, severity,"
                                + " state, raised_at, updated_at, acknowledged_at, cleared_at,"
                                + " message_en, message_zh, rule_id, rule_revision, ordinal)"
                                + " select '%s', sensor_key, metric_key, 'threshold', 'major', '%s',"
                                + " '2026-03-01T%sZ', now(), %s, %s, 'high', '高', 'r', 1, 0"
                                + " from store.sensors join store.sensor_metrics using (sensor_key)"
                                + " where sensor_id = 'judged'")
                        .formatted(id, state, raised, time(taken), time(over)));
    }

    private static String time(String clock) {
        return clock.isEmpty() ? "null" : "'2026-03-01T" + clock + "Z'::timestamptz";
    }

    @Test
    void alertsAreCountedWithHowLongTheyTook() throws Exception {
        alert("in-time", "cleared", "08:00", "08:10", "09:00");
        alert("again", "cleared", "09:30", "10:00", "10:40");
        alert("by-itself", "cleared", "12:00", "", "12:20");
        alert("too-late", "cleared", "14:00", "16:00", "18:00");
        alert("never", "open", "20:00", "", "");

        JsonNode items = it.get("wei", "/assessment" + DAY).json().path("items");

        assertThat(items).hasSize(1);
        JsonNode figures = items.get(0);
        assertThat(figures.path("department").asText()).isEqualTo("water");
        assertThat(figures.path("severity").asText()).isEqualTo("major");
        assertThat(figures.path("raised").asInt()).isEqualTo(5);
        assertThat(figures.path("acknowledged").asInt()).isEqualTo(3);
        assertThat(figures.path("standing").asInt()).isEqualTo(1);
        assertThat(figures.path("overdue").asInt()).isEqualTo(2);
        assertThat(figures.path("again").asInt()).isEqualTo(1);
        assertThat(figures.path("medianSecondsToAcknowledge").asInt()).isEqualTo(1800);
        assertThat(figures.path("medianSecondsToClear").asInt()).isEqualTo((3600 + 4200) / 2);
        JsonNode listed =
                it.get("wei", "/alerts" + DAY + "&department=water&severity=major").json();
        assertThat(listed.path("items")).hasSize(5);
        assertThat(it.get("pia", "/assessment" + DAY).json().path("items")).isEmpty();
    }

    @Test
    void dataAreJudgedAgainstWhatWasDeclared() throws Exception {
        it.execute(
                "insert into store.rollups_1m (bucket, first_at, last_at, count, min, max, sum,"
                        + " first, last, sensor_key, metric_key) select"
                        + " '2026-03-01T10:00:00Z'::timestamptz + n * interval '1 minute', now(),"
                        + " now(), 1, 1, 1, 1, 1, 1, sensor_key, metric_key from store.sensors join"
                        + " store.sensor_metrics using (sensor_key), generate_series(0, 29) n"
                        + " where sensor_id = 'judged';"
                        + "insert into store.dead_letters (fingerprint, received_at,"
                        + " last_received_at, topic, sensor_id, reason, detail, payload, count)"
                        + " values ('\\x07', '2026-03-01T10:05:00Z', '2026-03-01T10:06:00Z',"
                        + " 'readings/judged', 'judged', 'out_of_range', 'too high', '{}', 10);"
                        + "insert into store.readings (sensor_key, metric_key, time, value,"
                        + " received_at) select sensor_key, metric_key, t,"
                        + " 1, t + case when n = 0 then interval '5 minutes' else interval '2"
                        + " seconds' end from store.sensors join store.sensor_metrics using"
                        + " (sensor_key), generate_series(0, 3) n, lateral (select"
                        + " '2026-03-01T10:55:00Z'::timestamptz + n * interval '1 minute' as t) as"
                        + " clock where sensor_id = 'judged'");

        JsonNode owner = it.get("wei", "/quality" + HOUR).json().path("items");
        JsonNode sensor = it.get("wei", "/quality" + HOUR + "&by=sensor").json().path("items");

        assertThat(owner).hasSize(1);
        JsonNode figures = owner.get(0);
        assertThat(figures.path("sensors").asInt()).isEqualTo(1);
        assertThat(figures.path("reporting").asInt()).isEqualTo(1);
        assertThat(figures.path("completeness").asDouble()).isEqualTo(0.5, within(1e-9));
        assertThat(figures.path("validity").asDouble()).isEqualTo(0.75, within(1e-9));
        assertThat(figures.path("timeliness").asDouble()).isEqualTo(0.75, within(1e-9));
        assertThat(figures.path("clockOffsetSeconds").asDouble()).isEqualTo(2, within(1e-6));
        assertThat(sensor.get(0).path("sensorId").asText()).isEqualTo("judged");
        assertThat(it.get("pia", "/quality" + HOUR).json().path("items")).isEmpty();
        assertThat(it.get("wei", "/quality?from=2026-01-01T00:00:00Z").status()).isEqualTo(400);
    }
}
