package org.sensorium.console;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;

/** As many as a city has: what the page has to bear. */
final class Crowd {
    static final int ALERTS = 10_000;
    static final int SENSORS = 100_000;

    private static final int DETECTORS = 5;

    private Crowd() {}

    /** Ten thousand alerts that stand, of two thousand sensors of the department parks. */
    static void ofAlerts(RunningConsole it) throws SQLException {
        StringBuilder sensors = new StringBuilder("id,type,department,district,metrics\n");
        for (int i = 0; i < ALERTS / DETECTORS; i++) {
            sensors.append("many-").append(i).append(",noise,parks,harbour,laeq:dB\n");
        }
        it.send(
                it.request("pia", "/sensors/bulk")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(sensors.toString())));
        it.execute(
                "insert into store.alerts (alert_id, sensor_key, metric_key, detector, severity,"
                        + " state, raised_at, updated_at, message_en, message_zh, rule_id,"
                        + " rule_revision, ordinal) select sensor_id || d, sensor_key, metric_key,"
                        + " d, 'minor', 'acknowledged', '2026-02-01T00:00:00Z'::timestamptz"
                        + " + sensor_key * interval '1 second', now(), 'high', '高', 'r', 1, 0"
                        + " from store.sensors join store.sensor_metrics using (sensor_key),"
                        + " unnest(array['threshold', 'novelty', 'silence', 'flatline',"
                        + " 'rate_of_change']) d where sensor_id like 'many-%'");
    }

    /** A hundred thousand sensors in the district harbour, a quarter of them of parks. */
    static void ofSensors(RunningConsole it) throws SQLException {
        it.execute(
                "insert into store.sensors (sensor_id, type, department, district, lat, lon,"
                        + " revision) select 'map-' || n, 'noise', case when n % 4 = 0 then 'parks'"
                        + " else 'water' end, 'harbour', 22 + (n % 317) / 317.0, 114 + (n / 317) /"
                        + " 317.0, 1 from generate_series(1, "
                        + SENSORS
                        + ") n");
    }
}
