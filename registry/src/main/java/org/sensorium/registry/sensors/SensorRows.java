package org.sensorium.registry.sensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.sql.BoundSql;

/** The statements that write many sensors at once, each in the caller's transaction. */
final class SensorRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SensorRows() {}

    /** Which of these names stand in the table already; the column is a constant of ours. */
    static Set<String> known(Connection connection, String select, Collection<String> names)
            throws SQLException {
        return new HashSet<>(
                BoundSql.of(select, (Object) names.toArray(new String[0]))
                        .list(connection, row -> row.getString(1)));
    }

    /** Adds the districts and metrics that were never named before. */
    static void addNames(Connection connection, List<SensorRegistration> sensors)
            throws SQLException {
        Set<String> districts = new TreeSet<>();
        Set<String> metrics = new TreeSet<>();
        for (SensorRegistration sensor : sensors) {
            districts.add(sensor.district());
            sensor.metrics().forEach(metric -> metrics.add(metric.name()));
        }
        districts.removeAll(
                known(
                        connection,
                        "select district from store.districts where district = any (?)",
                        districts));
        metrics.removeAll(
                known(
                        connection,
                        "select metric from store.metrics where metric = any (?)",
                        metrics));
        if (!districts.isEmpty()) {
            BoundSql.of(
                            "insert into store.districts (district, name)"
                                    + " select d, d from unnest(?) d on conflict do nothing",
                            (Object) districts.toArray(new String[0]))
                    .change(connection);
        }
        if (!metrics.isEmpty()) {
            BoundSql.of(
                            "insert into store.metrics (metric) select m from unnest(?) m"
                                    + " on conflict do nothing",
                            (Object) metrics.toArray(new String[0]))
                    .change(connection);
        }
    }

    /**
     * Inserts what is new and brings back what was retired, if the actor owns it; returns the keys
     * of those that were written by their ids.
     */
    static Map<String, Integer> insert(
            Connection connection,
            Actor actor,
            List<SensorRegistration> sensors,
            List<SensorSecret> secrets)
            throws SQLException {
        int n = sensors.size();
        String[][] texts = new String[6][n];
        Double[][] places = new Double[2][n];
        byte[][][] hashes = new byte[2][n][];
        for (int i = 0; i < n; i++) {
            SensorRegistration sensor = sensors.get(i);
            @Nullable Location location = sensor.location();
            texts[0][i] = sensor.id();
            texts[1][i] = sensor.type();
            texts[2][i] = sensor.department();
            texts[3][i] = sensor.district();
            texts[4][i] = sensor.gateway();
            texts[5][i] = json(sensor.labels());
            places[0][i] = location == null ? null : location.lat();
            places[1][i] = location == null ? null : location.lon();
            hashes[0][i] = secrets.get(i).salt();
            hashes[1][i] = secrets.get(i).hash();
        }
        BoundSql sql =
                BoundSql.of(
                        "insert into store.sensors as s (sensor_id, type, department, district,"
                                + " gateway, labels, lat, lon, secret_salt, secret_hash)"
                                + " select r.id, r.type, r.department, r.district, r.gateway,"
                                + " r.labels::jsonb, r.lat, r.lon, r.salt, r.hash"
                                + " from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as r (id, type,"
                                + " department, district, gateway, labels, lat, lon, salt, hash)"
                                + " on conflict (sensor_id) do update set type = excluded.type,"
                                + " department = excluded.department,"
                                + " district = excluded.district, gateway = excluded.gateway,"
                                + " labels = excluded.labels, lat = excluded.lat,"
                                + " lon = excluded.lon, secret_salt = excluded.secret_salt,"
                                + " secret_hash = excluded.secret_hash, retired_at = null"
                                + " where s.retired_at is not null",
                        texts[0],
                        texts[1],
                        texts[2],
                        texts[3],
                        texts[4],
                        texts[5],
                        places[0],
                        places[1],
                        hashes[0],
                        hashes[1]);
        if (!actor.seesAll()) {
            sql.add(
                    " and s.department = any (?)",
                    (Object) actor.departments().toArray(new String[0]));
        }
        Map<String, Integer> written = new HashMap<>();
        sql.add(" returning s.sensor_id, s.sensor_key")
                .list(connection, row -> written.put(row.getString(1), row.getInt(2)));
        return written;
    }

    /** Replaces the metrics of these sensors. */
    static void setMetrics(
            Connection connection, Map<String, Integer> keys, List<SensorRegistration> sensors)
            throws SQLException {
        BoundSql.of(
                        "delete from store.sensor_metrics where sensor_key = any (?)",
                        (Object) keys.values().stream().map(Long::valueOf).toArray(Long[]::new))
                .change(connection);
        List<Long> sensorKeys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> units = new ArrayList<>();
        List<@Nullable Double> lowest = new ArrayList<>();
        List<@Nullable Double> highest = new ArrayList<>();
        List<@Nullable Long> millis = new ArrayList<>();
        for (SensorRegistration sensor : sensors) {
            Integer key = keys.get(sensor.id());
            if (key == null) {
                continue;
            }
            for (MetricRegistration metric : sensor.metrics()) {
                @Nullable Duration interval = metric.interval();
                sensorKeys.add(key.longValue());
                names.add(metric.name());
                units.add(metric.unit());
                lowest.add(metric.min());
                highest.add(metric.max());
                millis.add(interval == null ? null : interval.toMillis());
            }
        }
        BoundSql.of(
                        "insert into store.sensor_metrics"
                                + " (sensor_key, metric_key, unit, min, max, interval_millis)"
                                + " select r.sensor_key::integer, n.metric_key, r.unit, r.min,"
                                + " r.max, r.millis from unnest(?, ?, ?, ?, ?, ?) as r"
                                + " (sensor_key, metric, unit, min, max, millis)"
                                + " join store.metrics n on n.metric = r.metric",
                        sensorKeys.toArray(new Long[0]),
                        names.toArray(new String[0]),
                        units.toArray(new String[0]),
                        lowest.toArray(new Double[0]),
                        highest.toArray(new Double[0]),
                        millis.toArray(new Long[0]))
                .change(connection);
    }

    /** Gives new credentials to those that are not retired; returns the ids. */
    static Set<String> rotate(Connection connection, Map<String, SensorSecret> secrets)
            throws SQLException {
        int n = secrets.size();
        String[] ids = new String[n];
        byte[][] salts = new byte[n][];
        byte[][] hashes = new byte[n][];
        int i = 0;
        for (Map.Entry<String, SensorSecret> entry : secrets.entrySet()) {
            ids[i] = entry.getKey();
            salts[i] = entry.getValue().salt();
            hashes[i] = entry.getValue().hash();
            i++;
        }
        return new HashSet<>(
                BoundSql.of(
                                "update store.sensors s set secret_salt = r.salt,"
                                        + " secret_hash = r.hash"
                                        + " from unnest(?, ?, ?) as r (id, salt, hash)"
                                        + " where s.sensor_id = r.id and s.retired_at is null"
                                        + " returning s.sensor_id",
                                ids,
                                salts,
                                hashes)
                        .list(connection, row -> row.getString(1)));
    }

    static String json(Map<String, String> labels) {
        try {
            return JSON.writeValueAsString(labels);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("labels that are no JSON", e);
        }
    }
}
