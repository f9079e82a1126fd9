package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.Location;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.Sensor;
import org.sensorium.sink.schema.Schema;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.gather.RainTown;
import org.sensorium.stream.log.Slice;
import org.sensorium.stream.recompute.Recomputation;

/** A rain front and a drifting gauge through the whole job, on a real TimescaleDB. */
class NeighboursIT {
    private static final int GAUGES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RainTown town = new RainTown(GAUGES, 9);
    private final Map<Integer, Integer> keys = new TreeMap<>();

    @TempDir Path home;
    private City city;
    private AloneJob job;

    @BeforeEach
    void start() throws Exception {
        city = new City();
        city.execute("insert into store.metrics (metric) values ('intensity')");
        try (Known known = town.open()) {
            for (int i = 0; i < GAUGES; i++) {
                Sensor gauge = known.sensor(i);
                assertThat(gauge).isNotNull();
                Location place = gauge.location();
                assertThat(place).isNotNull();
                keys.put(i, register(gauge.id(), place));
            }
        }
        Settings settings = city.settings(home);
        job = AloneJob.start(settings, Ports.of(settings));
    }

    @AfterEach
    void stop() throws Exception {
        job.close();
        city.close();
    }

    private int register(String id, Location place) throws Exception {
        city.execute(
                "insert into store.sensors (sensor_id, type, department, district, lat, lon) values ('"
                        + id
                        + "', 'rain', 'env', 'north', "
                        + place.lat()
                        + ", "
                        + place.lon()
                        + ")",
                "insert into store.sensor_metrics (sensor_key, metric_key, unit, min, max)"
                        + " select sensor_key, metric_key, 'mm/h', 0, 200"
                        + " from store.sensors, store.metrics"
                        + " where metric = 'intensity' and sensor_id = '"
                        + id
                        + "'",
                "update store.sensors set labels = '{}' where sensor_id = '" + id + "'");
        return (int) city.count("select sensor_key from store.sensors where sensor_id = '%s'", id);
    }

    @Test
    void theFrontIsOneIncidentAndTheGaugeIsOneAlertUnderTheDefaultRules() throws Exception {
        short metric =
                (short)
                        city.count(
                                "select metric_key from store.metrics where metric = 'intensity'");
        for (Slice slice : town.story()) {
            ReadingBatch told = slice.readings();
            ReadingBatch batch = new ReadingBatch();
            for (int i = 0; i < told.size(); i++) {
                batch.add(
                        keys.getOrDefault(told.sensorKey(i), 0),
                        metric,
                        told.timeMicros(i),
                        told.value(i),
                        told.receivedMicros(i));
            }
            city.commit(batch, slice.clockMicros());
        }

        await().atMost(PATIENCE)
                .until(
                        () ->
                                city.rows("select state from sensorium.incidents")
                                        .equals(List.of("cleared")));
        assertThat(
                        city.rows(
                                "select kind, type, metric, district, severity, sensor_count"
                                        + " from sensorium.incidents"))
                .containsExactly("area_event,rain,intensity,north,warning," + (GAUGES - 1));
        assertThat(city.rows("select sensor_id, detector, severity, rule_id from sensorium.alerts"))
                .containsExactly(town.driftingGauge() + ",sensor_fault,minor,default-sensor-fault");
        assertThat(
                        city.count(
                                "select count(*) from sensorium.incident_sensors"
                                        + " where sensor_id = '%s' or until is null",
                                town.driftingGauge()))
                .isZero();

        List<String> anew = new ArrayList<>();
        new Recomputation(city.as(Schema.JOB))
                .alerts(0, event -> anew.add(row(event)), event -> {});
        assertThat(city.rows("select alert_id, event from store.alert_events order by event_id"))
                .containsExactlyElementsOf(anew);
    }

    private static String row(AlertEvent event) {
        return event.alertId() + "," + event.kind().code();
    }
}
