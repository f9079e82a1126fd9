package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.schema.Schema;
import org.sensorium.stream.recompute.Recomputation;

/** Silences that are folded, from the log to the tables, in the whole job. */
class IncidentsJobIT {
    private static final long SECOND = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path home;
    private City city;
    private AloneJob job;
    private long clock = System.currentTimeMillis() * 1000;

    @BeforeEach
    void startJob() throws Exception {
        city = new City();
        Settings settings = city.settings(home);
        job = AloneJob.start(settings, Ports.of(settings));
    }

    @AfterEach
    void stopJob() throws Exception {
        job.close();
        city.close();
    }

    @Test
    void aGatewayThatFallsSilentIsOneIncidentAndWhoStaysSilentRaisesItsOwnAlert() throws Exception {
        int count = 300;
        List<Integer> sensors = city.registerBehind("gw-7", count);
        await().atMost(PATIENCE).until(() -> job.checks().get(0).ok());
        send(sensors, clock);
        send(sensors, clock + SECOND);
        city.heartbeat(clock + 30 * SECOND);
        city.heartbeat(clock + 36 * SECOND);
        city.heartbeat(clock + 40 * SECOND);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(incidents())
                                        .containsExactly(
                                                "gateway_silent,gw-7,north,minor,open,300"));
        assertThat(alerts()).isEmpty();

        send(sensors.subList(0, count - 2), clock + 41 * SECOND);
        city.heartbeat(clock + 42 * SECOND);
        city.heartbeat(clock + 50 * SECOND);

        await().atMost(PATIENCE).until(() -> alerts().size() == 2);
        assertThat(incidents()).containsExactly("gateway_silent,gw-7,north,minor,cleared,300");
        assertThat(city.rows("select sensor_id, detector, state from sensorium.alerts order by 1"))
                .containsExactly("gw-7-299,silence,open", "gw-7-300,silence,open");
        assertThat(
                        city.rows(
                                "select event, cardinality(sensor_keys) from store.alert_outbox"
                                        + " where incident_id is not null order by outbox_id"))
                .containsExactly("raised,300", "cleared,300");
        assertThat(computedAnew())
                .containsExactlyInAnyOrderElementsOf(
                        city.rows(
                                "select id from sensorium.alerts"
                                        + " union all select id from sensorium.incidents"));
    }

    private List<String> incidents() {
        return city.rows(
                "select kind, group_name, district, severity, state, sensor_count"
                        + " from sensorium.incidents");
    }

    /** Ids of the alerts and incidents that follow from the log. */
    private List<String> computedAnew() throws Exception {
        List<String> ids = new ArrayList<>();
        new Recomputation(city.as(Schema.JOB))
                .alerts(
                        0,
                        alert -> {
                            if (alert.kind() == AlertEventKind.RAISED) {
                                ids.add(alert.alertId());
                            }
                        },
                        incident -> {
                            if (incident.kind() == AlertEventKind.RAISED) {
                                ids.add(incident.incidentId());
                            }
                        });
        return ids;
    }

    private void send(List<Integer> sensors, long timeMicros) throws SQLException {
        ReadingBatch batch = new ReadingBatch();
        for (int sensor : sensors) {
            batch.add(sensor, City.PM25, timeMicros, 10 + sensor % 7, timeMicros);
        }
        city.commit(batch, timeMicros);
    }

    private List<String> alerts() {
        return city.rows(
                "select sensor_id, metric, detector, severity, state, value, threshold, rule_id"
                        + " from sensorium.alerts");
    }
}
