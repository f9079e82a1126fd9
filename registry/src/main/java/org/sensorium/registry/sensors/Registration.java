package org.sensorium.registry.sensors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.sql.Transactions;
import org.sensorium.sink.SqlFailure;

/**
 * Registers sensors, one or many. A batch is one transaction; if the database refuses it for what
 * is in it, its halves are tried, down to the one registration that is to blame.
 */
public final class Registration {
    private final DataSource db;

    /** Registers in this database. */
    public Registration(DataSource db) {
        this.db = db;
    }

    /**
     * Registers them; what is retired comes back, with its history.
     *
     * @param rotate whether those that exist already get new credentials
     * @return an outcome for each, in the order given
     * @throws SQLException if the database is away: nothing is known of the last batch then
     */
    public List<Outcome> register(Actor actor, List<SensorRegistration> sensors, boolean rotate)
            throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(sensors.size());
        int from = 0;
        while (from < sensors.size()) {
            int to = endOfDistinct(sensors, from);
            outcomes.addAll(isolating(actor, sensors.subList(from, to), rotate));
            from = to;
        }
        return outcomes;
    }

    /** An id that comes again belongs into the next transaction, where it exists already. */
    private static int endOfDistinct(List<SensorRegistration> sensors, int from) {
        Set<String> ids = new HashSet<>();
        int to = from;
        while (to < sensors.size() && ids.add(sensors.get(to).id())) {
            to++;
        }
        return to;
    }

    private List<Outcome> isolating(Actor actor, List<SensorRegistration> batch, boolean rotate)
            throws SQLException {
        try {
            return Transactions.changing(db, connection -> write(connection, actor, batch, rotate));
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.ISOLATE) {
                throw e;
            }
            if (batch.size() == 1) {
                return List.of(
                        Outcome.rejected(
                                Refused.invalid(
                                        "id", "the database refuses it: " + e.getMessage())));
            }
        }
        int middle = batch.size() / 2;
        return Stream.concat(
                        isolating(actor, batch.subList(0, middle), rotate).stream(),
                        isolating(actor, batch.subList(middle, batch.size()), rotate).stream())
                .toList();
    }

    private static List<Outcome> write(
            Connection connection, Actor actor, List<SensorRegistration> batch, boolean rotate)
            throws SQLException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<SensorRegistration> sound = refuse(connection, actor, batch, outcomes);
        List<String> existing = insert(connection, actor, sound, outcomes);
        settleExisting(connection, actor, existing, rotate, outcomes);
        audit(connection, actor, outcomes);
        return batch.stream().map(sensor -> outcomes.get(sensor.id())).toList();
    }

    /** Puts the rejected ones into the outcomes, returns the rest. */
    private static List<SensorRegistration> refuse(
            Connection connection,
            Actor actor,
            List<SensorRegistration> batch,
            Map<String, Outcome> outcomes)
            throws SQLException {
        Set<String> departments =
                SensorRows.known(
                        connection,
                        "select department from store.departments where department = any (?)",
                        batch.stream().map(SensorRegistration::department).distinct().toList());
        Set<String> users =
                SensorRows.known(
                        connection,
                        "select user_name from store.users where user_name = any (?)",
                        batch.stream().map(SensorRegistration::id).toList());
        List<SensorRegistration> sound = new ArrayList<>();
        for (SensorRegistration sensor : batch) {
            @Nullable Refused refusal = refusal(actor, sensor, departments, users);
            if (refusal == null) {
                sound.add(sensor);
            } else {
                outcomes.put(sensor.id(), Outcome.rejected(refusal));
            }
        }
        return sound;
    }

    private static @Nullable Refused refusal(
            Actor actor, SensorRegistration sensor, Set<String> departments, Set<String> users) {
        String department = sensor.department();
        if (!actor.owns(department)) {
            return Refused.invalid(
                    "department",
                    "'" + department + "' is not yours; yours: " + actor.departments());
        }
        if (!departments.contains(department)) {
            return Refused.invalid(
                    "department",
                    "there is no department '"
                            + department
                            + "': an administrator makes it by PUT /api/v1/departments/"
                            + department);
        }
        if (users.contains(sensor.id())) {
            return Refused.conflict(
                    "id", "'" + sensor.id() + "' is the name of a user, choose another id");
        }
        return null;
    }

    /** Puts the new ones into the outcomes, returns the ids that are there already. */
    private static List<String> insert(
            Connection connection,
            Actor actor,
            List<SensorRegistration> sensors,
            Map<String, Outcome> outcomes)
            throws SQLException {
        if (sensors.isEmpty()) {
            return List.of();
        }
        SensorRows.addNames(connection, sensors);
        List<SensorSecret> secrets =
                Stream.generate(SensorSecret::generate).limit(sensors.size()).toList();
        Map<String, Integer> written = SensorRows.insert(connection, actor, sensors, secrets);
        if (!written.isEmpty()) {
            SensorRows.setMetrics(connection, written, sensors);
        }
        List<String> existing = new ArrayList<>();
        for (int i = 0; i < sensors.size(); i++) {
            String id = sensors.get(i).id();
            if (written.containsKey(id)) {
                outcomes.put(id, Outcome.created(secrets.get(i)));
            } else {
                existing.add(id);
            }
        }
        return existing;
    }

    private static void settleExisting(
            Connection connection,
            Actor actor,
            List<String> existing,
            boolean rotate,
            Map<String, Outcome> outcomes)
            throws SQLException {
        if (existing.isEmpty()) {
            return;
        }
        Set<String> own = Ownership.ofSensors(connection, actor, existing);
        Map<String, SensorSecret> secrets = new LinkedHashMap<>();
        for (String id : existing) {
            if (own.contains(id) && rotate) {
                secrets.put(id, SensorSecret.generate());
            }
        }
        Set<String> rotated =
                secrets.isEmpty() ? Collections.emptySet() : SensorRows.rotate(connection, secrets);
        for (String id : existing) {
            Outcome outcome =
                    own.contains(id)
                            ? Outcome.exists(rotated.contains(id) ? secrets.get(id) : null)
                            : Outcome.rejected(
                                    Refused.conflict(
                                            "id", "'" + id + "' is taken, choose another id"));
            outcomes.put(id, outcome);
        }
    }

    private static void audit(Connection connection, Actor actor, Map<String, Outcome> outcomes)
            throws SQLException {
        List<String> created = ids(outcomes, Outcome.Status.CREATED);
        List<String> rotated = ids(outcomes, Outcome.Status.EXISTS);
        if (!created.isEmpty()) {
            audit(connection, actor, "sensor.registered", created);
        }
        if (!rotated.isEmpty()) {
            audit(connection, actor, "sensor.rotated", rotated);
        }
    }

    /** One line for a batch: a hundred thousand lines for one upload would bury the log. */
    private static void audit(Connection connection, Actor actor, String action, List<String> ids)
            throws SQLException {
        String subject = ids.size() == 1 ? ids.get(0) : ids.size() + " sensors";
        AuditLog.write(connection, actor.user(), action, subject, Map.of("sensors", ids));
    }

    private static List<String> ids(Map<String, Outcome> outcomes, Outcome.Status status) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().status() == status)
                .filter(entry -> entry.getValue().secret() != null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
