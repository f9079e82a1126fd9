package org.sensorium.registry.sensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;

/** Finds sensors, as far as the asking one may see them. */
public final class SensorQueries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private static final String STATE =
            "case when s.retired_at is not null then 'retired' when seen.last_seen is not null"
                    + " then 'active' else 'registered' end";
    private static final String SELECT =
            "select s.sensor_key, s.sensor_id, s.type, s.department, s.district, s.lat, s.lon,"
                    + " s.gateway, s.labels::text as labels, s.registered_at, seen.last_seen, "
                    + STATE
                    + " as state, coalesce((select jsonb_agg(jsonb_build_object('name', n.metric,"
                    + " 'unit', m.unit, 'min', m.min, 'max', m.max, 'millis', m.interval_millis)"
                    + " order by n.metric) from store.sensor_metrics m"
                    + " join store.metrics n using (metric_key)"
                    + " where m.sensor_key = s.sensor_key)::text, '[]') as metrics"
                    + " from store.sensors s left join store.sensor_seen seen using (sensor_key)"
                    + " where true";

    private SensorQueries() {}

    /** The sensor of that id, if the actor may see it. */
    public static Optional<RegisteredSensor> find(Connection connection, Actor actor, String id)
            throws SQLException {
        return Visibility.andSeesSensor(BoundSql.of(SELECT).add(" and s.sensor_id = ?", id), actor)
                .first(connection, SensorQueries::read);
    }

    /**
     * Those that match, by id.
     *
     * @param after only ids behind this one; null from the beginning
     */
    public static List<RegisteredSensor> list(
            Connection connection,
            Actor actor,
            SensorFilter filter,
            @Nullable String after,
            int limit)
            throws SQLException {
        BoundSql sql =
                BoundSql.of(SELECT)
                        .addIf(after, " and s.sensor_id > ?")
                        .addIf(filter.district(), " and s.district = ?")
                        .addIf(filter.department(), " and s.department = ?")
                        .addIf(filter.type(), " and s.type = ?");
        if (filter.state() != null) {
            sql.add(" and " + STATE + " = ?", filter.state());
        }
        if (filter.q() != null) {
            sql.add(
                    " and (position(lower(?) in lower(s.sensor_id)) > 0"
                            + " or position(lower(?) in lower(s.labels::text)) > 0)",
                    filter.q(),
                    filter.q());
        }
        return Visibility.andSeesSensor(sql, actor)
                .add(" order by s.sensor_id limit ?", limit)
                .list(connection, SensorQueries::read);
    }

    private static RegisteredSensor read(ResultSet row) throws SQLException {
        @Nullable Double lat = BoundSql.number(row, "lat");
        @Nullable Double lon = BoundSql.number(row, "lon");
        try {
            SensorRegistration registration =
                    new SensorRegistration(
                            row.getString("sensor_id"),
                            row.getString("type"),
                            row.getString("department"),
                            row.getString("district"),
                            lat == null || lon == null ? null : new Location(lat, lon),
                            metrics(row.getString("metrics")),
                            row.getString("gateway"),
                            JSON.readValue(row.getString("labels"), LABELS));
            return new RegisteredSensor(
                    row.getInt("sensor_key"),
                    registration,
                    row.getString("state"),
                    Objects.requireNonNull(BoundSql.instant(row, "registered_at")),
                    BoundSql.instant(row, "last_seen"));
        } catch (JsonProcessingException e) {
            throw new SQLException("labels or metrics of '" + row.getString("sensor_id") + "'", e);
        }
    }

    private static List<MetricRegistration> metrics(String json) throws JsonProcessingException {
        List<MetricRegistration> metrics = new ArrayList<>();
        for (JsonNode node : JSON.readTree(json)) {
            metrics.add(
                    new MetricRegistration(
                            node.get("name").asText(),
                            node.get("unit").asText(),
                            node.hasNonNull("min") ? node.get("min").asDouble() : null,
                            node.hasNonNull("max") ? node.get("max").asDouble() : null,
                            node.hasNonNull("millis")
                                    ? Duration.ofMillis(node.get("millis").asLong())
                                    : null));
        }
        return metrics;
    }
}
