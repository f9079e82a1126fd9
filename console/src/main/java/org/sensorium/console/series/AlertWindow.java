package org.sensorium.console.series;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;

/**
 * Which readings an alert is about.
 *
 * @param to behind the last of them
 */
record AlertWindow(int sensorKey, String sensorId, String metric, Instant from, Instant to) {
    private static final String SELECT =
            "select a.sensor_key, s.sensor_id, n.metric,"
                    + " coalesce(a.window_from, a.raised_at) as window_from,"
                    + " coalesce(a.window_to, a.updated_at) as window_to"
                    + " from store.alerts a join store.sensors s using (sensor_key)"
                    + " join store.metrics n using (metric_key) where a.alert_id = ?";

    /** That of the alert of this id, if the actor may see it. */
    static Optional<AlertWindow> find(Connection connection, Actor actor, String alertId)
            throws SQLException {
        return Visibility.andSeesSensor(BoundSql.of(SELECT, alertId), actor)
                .first(connection, AlertWindow::read);
    }

    private static AlertWindow read(ResultSet row) throws SQLException {
        @Nullable Instant from = BoundSql.instant(row, "window_from");
        @Nullable Instant last = BoundSql.instant(row, "window_to");
        if (from == null || last == null) {
            throw new SQLException("an alert without a window");
        }
        return new AlertWindow(
                row.getInt("sensor_key"),
                row.getString("sensor_id"),
                row.getString("metric"),
                from,
                last.plus(1, ChronoUnit.MICROS));
    }
}
