package org.sensorium.registry.sensors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;

/** Whose a sensor is: changing takes ownership, a grant is for looking. */
public final class Ownership {
    private Ownership() {}

    /** Those of these sensors that the actor's departments own. */
    public static Set<String> ofSensors(Connection connection, Actor actor, Collection<String> ids)
            throws SQLException {
        return new HashSet<>(
                Visibility.andOwnsSensor(
                                BoundSql.of(
                                        "select s.sensor_id from store.sensors s"
                                                + " where s.sensor_id = any (?)",
                                        (Object) ids.toArray(new String[0])),
                                actor)
                        .list(connection, row -> row.getString(1)));
    }
}
