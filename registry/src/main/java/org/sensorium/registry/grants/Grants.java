package org.sensorium.registry.grants;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/** The grants in their table. Seen by those who give and those who get. */
public final class Grants {
    private static final String SELECT =
            "select g.grant_id, g.department, g.owner, g.district, g.type, g.sensor_id,"
                    + " g.valid_until, g.purpose from store.grants g where not g.deleted";

    private final DataSource db;

    /** Works in this database. */
    public Grants(DataSource db) {
        this.db = db;
    }

    /** All that the actor may know of, by id; expired ones too. */
    public List<Grant> all(Actor actor) throws SQLException {
        return Transactions.reading(
                db,
                connection ->
                        seen(BoundSql.of(SELECT), actor)
                                .add(" order by g.grant_id")
                                .list(connection, Grants::read));
    }

    /** The one of that id. */
    public Optional<Grant> find(Actor actor, String id) throws SQLException {
        return Transactions.reading(db, connection -> find(connection, actor, id));
    }

    /** Creates or replaces; true if it is new. */
    public boolean put(Actor actor, Grant grant) throws SQLException {
        return Transactions.changing(
                db,
                connection -> {
                    refuseUnknown(connection, grant);
                    Optional<Grant> before = find(connection, actor, grant.id());
                    BoundSql.of(
                                    "insert into store.grants (grant_id, department, owner,"
                                            + " district, type, sensor_id, valid_until, purpose)"
                                            + " values (?, ?, ?, ?, ?, ?, ?, ?)"
                                            + " on conflict (grant_id) do update set"
                                            + " department = excluded.department,"
                                            + " owner = excluded.owner,"
                                            + " district = excluded.district,"
                                            + " type = excluded.type,"
                                            + " sensor_id = excluded.sensor_id,"
                                            + " valid_until = excluded.valid_until,"
                                            + " purpose = excluded.purpose,"
                                            + " deleted = false",
                                    grant.id(),
                                    grant.department(),
                                    grant.owner(),
                                    grant.district(),
                                    grant.type(),
                                    grant.sensorId(),
                                    grant.validUntil(),
                                    grant.purpose())
                            .change(connection);
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "grant.put",
                            grant.id(),
                            AuditLog.change(before.map(Grants::told).orElse(null), told(grant)));
                    return before.isEmpty();
                });
    }

    /** Ends it. */
    public void delete(Actor actor, String id) throws SQLException {
        Transactions.changing(
                db,
                connection -> {
                    Grant grant =
                            find(connection, actor, id)
                                    .orElseThrow(() -> Refused.unknown("grant", id));
                    BoundSql.of("update store.grants set deleted = true where grant_id = ?", id)
                            .change(connection);
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "grant.deleted",
                            id,
                            AuditLog.change(told(grant), null));
                    return grant;
                });
    }

    private static Optional<Grant> find(Connection connection, Actor actor, String id)
            throws SQLException {
        return seen(BoundSql.of(SELECT).add(" and g.grant_id = ?", id), actor)
                .first(connection, Grants::read);
    }

    private static BoundSql seen(BoundSql sql, Actor actor) {
        if (actor.seesAll()) {
            return sql;
        }
        String[] departments = actor.departments().toArray(new String[0]);
        return sql.add(
                " and (g.department = any (?) or g.owner = any (?))", departments, departments);
    }

    private static void refuseUnknown(Connection connection, Grant grant) throws SQLException {
        refuseUnless(
                connection,
                "department",
                grant.department(),
                "select 1 from store.departments where department = ?");
        refuseUnless(
                connection,
                "owner",
                grant.owner(),
                "select 1 from store.departments where department = ?");
        refuseUnless(
                connection,
                "district",
                grant.district(),
                "select 1 from store.districts where district = ?");
        refuseUnless(
                connection,
                "sensorId",
                grant.sensorId(),
                "select 1 from store.sensors where sensor_id = ?");
    }

    private static void refuseUnless(
            Connection connection, String field, @Nullable String value, String query)
            throws SQLException {
        if (value != null && BoundSql.of(query, value).first(connection, row -> true).isEmpty()) {
            throw Refused.invalid(field, "there is no " + field + " '" + value + "'");
        }
    }

    private static Map<String, @Nullable Object> told(Grant grant) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("department", grant.department());
        told.put("owner", grant.owner());
        told.put("district", grant.district());
        told.put("type", grant.type());
        told.put("sensorId", grant.sensorId());
        told.put("validUntil", grant.validUntil() == null ? null : grant.validUntil().toString());
        told.put("purpose", grant.purpose());
        return told;
    }

    private static Grant read(ResultSet row) throws SQLException {
        return new Grant(
                row.getString("grant_id"),
                row.getString("department"),
                row.getString("owner"),
                row.getString("district"),
                row.getString("type"),
                row.getString("sensor_id"),
                BoundSql.instant(row, "valid_until"),
                row.getString("purpose"));
    }
}
