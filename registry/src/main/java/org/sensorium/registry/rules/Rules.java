package org.sensorium.registry.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sensors.Ownership;
import org.sensorium.registry.sensors.SensorQueries;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;
import org.sensorium.registry.view.Role;

/**
 * The rules in their table. Everybody sees those for types and districts; one for a sensor is seen
 * by who sees the sensor. Administrators change all, engineers those for their own sensors.
 */
public final class Rules {
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "select r.rule_id, r.rule_revision, r.sensor_type, r.district, r.sensor_id, r.metric,"
                    + " r.detector, r.severity, r.enabled, r.parameters::text as parameters"
                    + " from store.rules r where not r.deleted";
    private static final String UPSERT =
            "insert into store.rules as r (rule_id, sensor_type, district, sensor_id, metric,"
                    + " detector, severity, enabled, parameters)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
                    + " on conflict (rule_id) do update set rule_revision = r.rule_revision + 1,"
                    + " sensor_type = excluded.sensor_type, district = excluded.district,"
                    + " sensor_id = excluded.sensor_id, metric = excluded.metric,"
                    + " detector = excluded.detector, severity = excluded.severity,"
                    + " enabled = excluded.enabled, parameters = excluded.parameters,"
                    + " deleted = false";

    private final DataSource db;

    /** Works in this database. */
    public Rules(DataSource db) {
        this.db = db;
    }

    /** All that the actor may see, by id. */
    public List<Rule> all(Actor actor) throws SQLException {
        return Transactions.reading(
                db,
                connection ->
                        seen(BoundSql.of(SELECT), actor)
                                .add(" order by r.rule_id")
                                .list(connection, Rules::read));
    }

    /** The one of that id. */
    public Optional<Rule> find(Actor actor, String id) throws SQLException {
        return Transactions.reading(db, connection -> find(connection, actor, id));
    }

    /**
     * Creates or replaces, with the next revision; returns what stands now.
     *
     * @param rule its revision is the one that it replaces; 0 for whichever is there
     */
    public Rule put(Actor actor, Rule rule) throws SQLException {
        return Transactions.changing(
                db,
                connection -> {
                    Optional<Rule> before = refuseWhatMayNotBePut(connection, actor, rule);
                    upsert(connection, rule);
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "rule.put",
                            rule.id(),
                            Map.of(
                                    "before",
                                    before.map(Rule::toString).orElse("none"),
                                    "after",
                                    rule.toString()));
                    return find(connection, actor, rule.id())
                            .orElseThrow(() -> Refused.unknown("rule", rule.id()));
                });
    }

    /** Throws what {@link #put} would throw; changes nothing. */
    public void requireMayPut(Actor actor, Rule rule) throws SQLException {
        Transactions.reading(db, connection -> refuseWhatMayNotBePut(connection, actor, rule));
    }

    /**
     * Throws unless what the rule is for belongs to the actor.
     *
     * @param unknown what is thrown to whom may not even see that
     */
    public void requireOwns(Actor actor, Rule rule, Supplier<Refused> unknown) throws SQLException {
        if (actor.role() == Role.ADMIN) {
            return;
        }
        String sensorId = rule.sensorId();
        Transactions.reading(
                db,
                connection -> {
                    if (sensorId == null
                            || SensorQueries.find(connection, actor, sensorId).isEmpty()) {
                        throw unknown.get();
                    }
                    refuseNotOwned(connection, actor, rule);
                    return sensorId;
                });
    }

    private static Optional<Rule> refuseWhatMayNotBePut(
            Connection connection, Actor actor, Rule rule) throws SQLException {
        Optional<Rule> before = find(connection, actor, rule.id());
        refuseTaken(connection, before, rule.id());
        refuseStale(before, rule);
        if (before.isPresent()) {
            refuseNotOwned(connection, actor, before.get());
        }
        refuseForeign(connection, actor, rule);
        refuseUnknownDistrict(connection, rule);
        return before;
    }

    /** Disarms it for good; a rule put under that id later goes on counting revisions. */
    public void delete(Actor actor, String id) throws SQLException {
        Transactions.changing(
                db,
                connection -> {
                    Rule before =
                            find(connection, actor, id)
                                    .orElseThrow(() -> Refused.unknown("rule", id));
                    refuseNotOwned(connection, actor, before);
                    BoundSql.of(
                                    "update store.rules set deleted = true,"
                                            + " rule_revision = rule_revision + 1"
                                            + " where rule_id = ?",
                                    id)
                            .change(connection);
                    AuditLog.write(
                            connection,
                            actor.user(),
                            "rule.deleted",
                            id,
                            Map.of("before", before.toString()));
                    return before;
                });
    }

    private static void refuseTaken(Connection connection, Optional<Rule> before, String id)
            throws SQLException {
        if (before.isEmpty()
                && BoundSql.of("select 1 from store.rules where rule_id = ? and not deleted", id)
                        .first(connection, row -> true)
                        .isPresent()) {
            throw Refused.conflict("id", "'" + id + "' is taken, choose another id");
        }
    }

    private static void refuseStale(Optional<Rule> before, Rule rule) {
        int expected = rule.revision();
        int found = before.map(Rule::revision).orElse(0);
        if (expected != 0 && expected != found) {
            throw Refused.conflict(
                    "revision",
                    "the rule has revision "
                            + found
                            + " by now, not "
                            + expected
                            + ": get it again, or leave the revision out");
        }
    }

    /** A rule that is there: it may be seen by a grant, but is its sensor's owner's to change. */
    private static void refuseNotOwned(Connection connection, Actor actor, Rule before)
            throws SQLException {
        String sensorId = before.sensorId();
        if (actor.role() == Role.ADMIN) {
            return;
        }
        if (sensorId == null) {
            throw concernsOthers();
        }
        if (Ownership.ofSensors(connection, actor, Set.of(sensorId)).isEmpty()) {
            throw Refused.forbidden(
                    "rule '"
                            + before.id()
                            + "' is for a sensor of another department: a grant lets you see it,"
                            + " only its owner changes it");
        }
    }

    /** What a rule is to be for. */
    private static void refuseForeign(Connection connection, Actor actor, Rule rule)
            throws SQLException {
        String sensorId = rule.sensorId();
        if (actor.role() == Role.ADMIN) {
            if (sensorId != null
                    && Ownership.ofSensors(connection, actor, Set.of(sensorId)).isEmpty()) {
                throw Refused.invalid("sensorId", "there is no sensor '" + sensorId + "'");
            }
            return;
        }
        if (sensorId == null) {
            throw concernsOthers();
        }
        if (Ownership.ofSensors(connection, actor, Set.of(sensorId)).isEmpty()) {
            throw Refused.invalid("sensorId", "your departments own no sensor '" + sensorId + "'");
        }
    }

    private static Refused concernsOthers() {
        return Refused.forbidden(
                "a rule for a type or a district concerns other departments too:"
                        + " administrators change it; engineers make rules with a sensorId");
    }

    private static void refuseUnknownDistrict(Connection connection, Rule rule)
            throws SQLException {
        String district = rule.district();
        if (district != null
                && BoundSql.of("select 1 from store.districts where district = ?", district)
                        .first(connection, row -> true)
                        .isEmpty()) {
            throw Refused.invalid("district", "there is no district '" + district + "'");
        }
    }

    private static void upsert(Connection connection, Rule rule) throws SQLException {
        try {
            BoundSql.of(
                            UPSERT,
                            rule.id(),
                            rule.sensorType(),
                            rule.district(),
                            rule.sensorId(),
                            rule.metric(),
                            rule.detector().code(),
                            rule.severity().code(),
                            rule.enabled(),
                            JSON.writeValueAsString(rule.parameters()))
                    .change(connection);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("parameters that are no JSON", e);
        }
    }

    private static Optional<Rule> find(Connection connection, Actor actor, String id)
            throws SQLException {
        return seen(BoundSql.of(SELECT).add(" and r.rule_id = ?", id), actor)
                .first(connection, Rules::read);
    }

    private static BoundSql seen(BoundSql sql, Actor actor) {
        if (actor.seesAll()) {
            return sql;
        }
        sql.add(
                " and (r.sensor_id is null or exists (select from store.sensors s"
                        + " where s.sensor_id = r.sensor_id");
        return Visibility.andSeesSensor(sql, actor).add("))");
    }

    private static Rule read(ResultSet row) throws SQLException {
        @Nullable String parameters = row.getString("parameters");
        try {
            return new Rule(
                    row.getString("rule_id"),
                    row.getInt("rule_revision"),
                    row.getString("sensor_type"),
                    row.getString("district"),
                    row.getString("sensor_id"),
                    row.getString("metric"),
                    DetectorKind.ofCode(row.getString("detector")),
                    Severity.ofCode(row.getString("severity")),
                    row.getBoolean("enabled"),
                    JSON.readValue(parameters, PARAMETERS));
        } catch (JsonProcessingException e) {
            throw new SQLException("parameters of rule '" + row.getString("rule_id") + "'", e);
        }
    }
}
