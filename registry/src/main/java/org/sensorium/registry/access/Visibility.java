package org.sensorium.registry.access;

import org.sensorium.registry.sql.BoundSql;

/**
 * The wall between departments, as a condition of every query: there is no way to a sensor's row,
 * its readings, alerts or dead letters that does not pass here.
 */
public final class Visibility {
    private Visibility() {}

    /** Adds: and the sensor {@code s} (an alias of {@code store.sensors}) may be seen. */
    public static BoundSql andSeesSensor(BoundSql sql, Actor actor) {
        if (actor.seesAll()) {
            return sql;
        }
        String[] departments = departments(actor);
        return sql.add(
                " and (s.department = any (?) or exists (select from store.grants g"
                        + " where g.department = any (?) and not g.deleted"
                        + " and (g.valid_until is null or g.valid_until > now())"
                        + " and (g.owner is null or g.owner = s.department)"
                        + " and (g.district is null or g.district = s.district)"
                        + " and (g.type is null or g.type = s.type)"
                        + " and (g.sensor_id is null or g.sensor_id = s.sensor_id)))",
                departments,
                departments);
    }

    /** Adds: and the sensor {@code s} is owned. */
    public static BoundSql andOwnsSensor(BoundSql sql, Actor actor) {
        return actor.seesAll()
                ? sql
                : sql.add(" and s.department = any (?)", (Object) departments(actor));
    }

    private static String[] departments(Actor actor) {
        return actor.departments().toArray(new String[0]);
    }
}
