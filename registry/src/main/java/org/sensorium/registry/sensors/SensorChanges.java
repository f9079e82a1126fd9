package org.sensorium.registry.sensors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/** Changes one sensor that is there. Refuses what the actor does not own. */
public final class SensorChanges {
    private final DataSource db;

    /** Changes in this database. */
    public SensorChanges(DataSource db) {
        this.db = db;
    }

    /**
     * Replaces what is told of it.
     *
     * @param change gets what stands now; may refuse by {@link Refused}; leaves the id as it is
     */
    public RegisteredSensor change(Actor actor, String id, UnaryOperator<SensorRegistration> change)
            throws SQLException {
        return Transactions.changing(
                db,
                connection -> {
                    RegisteredSensor before = own(connection, actor, id);
                    refuseRetired(before);
                    SensorRegistration after = change.apply(before.registration());
                    refuseDepartment(connection, actor, after.department());
                    SensorRows.addNames(connection, List.of(after));
                    update(connection, before.key(), after);
                    SensorRows.setMetrics(connection, Map.of(id, before.key()), List.of(after));
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "sensor.changed",
                            id,
                            Map.of(
                                    "before",
                                    before.registration().toString(),
                                    "after",
                                    after.toString()));
                    return own(connection, actor, id);
                });
    }

    /** Takes it down: its readings are rejected from now on, its history stays. */
    public void retire(Actor actor, String id) throws SQLException {
        Transactions.changing(
                db,
                connection -> {
                    RegisteredSensor sensor = own(connection, actor, id);
                    if (!sensor.retired()) {
                        BoundSql.of(
                                        "update store.sensors set retired_at = now()"
                                                + " where sensor_key = ?",
                                        sensor.key())
                                .change(connection);
                        AuditLog.write(connection, actor.user(), "sensor.retired", id, Map.of());
                    }
                    return sensor;
                });
    }

    /** New credentials; the old ones stop working as soon as the gateway has heard of it. */
    public SensorSecret rotate(Actor actor, String id) throws SQLException {
        SensorSecret secret = SensorSecret.generate();
        return Transactions.changing(
                db,
                connection -> {
                    refuseRetired(own(connection, actor, id));
                    SensorRows.rotate(connection, Map.of(id, secret));
                    AuditLog.write(connection, actor.user(), "sensor.rotated", id, Map.of());
                    return secret;
                });
    }

    private static RegisteredSensor own(Connection connection, Actor actor, String id)
            throws SQLException {
        RegisteredSensor sensor =
                SensorQueries.find(connection, actor, id)
                        .orElseThrow(() -> Refused.unknown("sensor", id));
        String department = sensor.registration().department();
        if (!actor.owns(department)) {
            throw Refused.forbidden(
                    "sensor '"
                            + id
                            + "' belongs to department '"
                            + department
                            + "': a grant lets you see it, only its owner changes it");
        }
        return sensor;
    }

    private static void refuseRetired(RegisteredSensor sensor) {
        if (sensor.retired()) {
            throw Refused.conflict(
                    null,
                    "sensor '"
                            + sensor.registration().id()
                            + "' is retired: register it again to bring it back");
        }
    }

    private static void refuseDepartment(Connection connection, Actor actor, String department)
            throws SQLException {
        if (!actor.owns(department)) {
            throw Refused.invalid(
                    "department",
                    "'" + department + "' is not yours; yours: " + actor.departments());
        }
        if (SensorRows.known(
                        connection,
                        "select department from store.departments where department = any (?)",
                        List.of(department))
                .isEmpty()) {
            throw Refused.invalid("department", "there is no department '" + department + "'");
        }
    }

    private static void update(Connection connection, int key, SensorRegistration sensor)
            throws SQLException {
        @Nullable Location location = sensor.location();
        BoundSql.of(
                        "update store.sensors set type = ?, department = ?, district = ?, lat = ?,"
                                + " lon = ?, gateway = ?, labels = ?::jsonb where sensor_key = ?",
                        sensor.type(),
                        sensor.department(),
                        sensor.district(),
                        location == null ? null : location.lat(),
                        location == null ? null : location.lon(),
                        sensor.gateway(),
                        SensorRows.json(sensor.labels()),
                        key)
                .change(connection);
    }
}
