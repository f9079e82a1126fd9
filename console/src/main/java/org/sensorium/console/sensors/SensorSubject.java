package org.sensorium.console.sensors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Cursor;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.sensors.Outcome;
import org.sensorium.registry.sensors.RegisteredSensor;
import org.sensorium.registry.sensors.Registration;
import org.sensorium.registry.sensors.SensorChanges;
import org.sensorium.registry.sensors.SensorFilter;
import org.sensorium.registry.sensors.SensorQueries;
import org.sensorium.registry.sensors.SensorRegistration;
import org.sensorium.registry.sql.Transactions;

/** Sensors: register, look up, change, retire, rotate. */
public final class SensorSubject implements Subject {
    private static final Set<String> STATES =
            Set.of("registered", "active", RegisteredSensor.RETIRED);

    private final DataSource db;
    private final Registration registration;
    private final SensorChanges changes;
    private final BulkUpload bulk;

    /** Works in this database. */
    public SensorSubject(DataSource db) {
        this.db = db;
        this.registration = new Registration(db);
        this.changes = new SensorChanges(db);
        this.bulk = new BulkUpload(registration);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/sensors", Access.SIGNED_IN, this::list),
                Route.post("/sensors", Access.ENGINEERS, this::register),
                Route.post("/sensors/bulk", Access.ENGINEERS, bulk::upload),
                Route.get("/sensors/{id}", Access.SIGNED_IN, this::show),
                Route.patch("/sensors/{id}", Access.ENGINEERS, this::change),
                Route.delete("/sensors/{id}", Access.ENGINEERS, this::retire),
                Route.post("/sensors/{id}/credentials", Access.ENGINEERS, this::rotate));
    }

    private void list(Call call) throws SQLException {
        Query query = call.query("district", "department", "type", "state", "q", "cursor", "limit");
        List<String> states = query.words("state", STATES);
        if (states.size() > 1) {
            throw Query.wrong("state", "give one, or leave it out for all");
        }
        SensorFilter filter =
                new SensorFilter(
                        query.name("district"),
                        query.name("department"),
                        query.name("type"),
                        states.isEmpty() ? null : states.get(0),
                        query.text("q"));
        @Nullable List<String> cursor = query.cursor(1);
        int limit = query.limit();
        List<RegisteredSensor> found =
                Transactions.reading(
                        db,
                        connection ->
                                SensorQueries.list(
                                        connection,
                                        call.actor(),
                                        filter,
                                        cursor == null ? null : cursor.get(0),
                                        limit + 1));
        call.answerPage(found, limit, SensorJson::of, row -> Cursor.of(row.registration().id()));
    }

    private void register(Call call) throws IOException, SQLException {
        call.query();
        Faults faults = new Faults();
        SensorRegistration sensor = RegistrationForm.read(call.json(), faults);
        faults.refuse();
        Outcome outcome = registration.register(call.actor(), List.of(sensor), false).get(0);
        @Nullable Refused refusal = outcome.refusal();
        @Nullable SensorSecret secret = outcome.secret();
        if (refusal != null) {
            throw Problem.of(refusal);
        }
        if (secret == null) {
            throw Problem.of(
                    ProblemKind.CONFLICT,
                    "id",
                    "'"
                            + sensor.id()
                            + "' is registered already: PATCH changes it, POST …/credentials"
                            + " gives it new credentials");
        }
        call.context().header("Location", Route.API + "/sensors/" + sensor.id());
        ObjectNode json = SensorJson.of(find(call.actor(), sensor.id()));
        call.answer(201, SensorJson.withCredentials(json, sensor.id(), secret));
    }

    private void show(Call call) throws SQLException {
        call.query();
        call.answer(200, SensorJson.of(find(call.actor(), call.id("sensor"))));
    }

    private void change(Call call) throws IOException, SQLException {
        call.query();
        String id = call.id("sensor");
        ObjectNode patch = call.json("application/merge-patch+json", "application/json");
        RegisteredSensor changed =
                changes.change(
                        call.actor(),
                        id,
                        before -> {
                            Faults faults = new Faults();
                            SensorRegistration after =
                                    RegistrationForm.read(
                                            RegistrationForm.merge(
                                                    RegistrationForm.write(before), patch),
                                            faults);
                            if (patch.has("id") && !after.id().equals(id)) {
                                faults.add("id", "cannot be changed: register a new sensor");
                            }
                            faults.refuse();
                            return after;
                        });
        call.answer(200, SensorJson.of(changed));
    }

    private void retire(Call call) throws SQLException {
        call.query();
        changes.retire(call.actor(), call.id("sensor"));
        call.answerDone();
    }

    private void rotate(Call call) throws IOException, SQLException {
        call.query();
        String id = call.id("sensor");
        SensorSecret secret = changes.rotate(call.actor(), id);
        ObjectNode json = Json.object().put("id", id);
        call.answer(200, SensorJson.withCredentials(json, id, secret));
    }

    private RegisteredSensor find(Actor actor, String id) throws SQLException {
        return Transactions.reading(db, connection -> SensorQueries.find(connection, actor, id))
                .orElseThrow(() -> Refused.unknown("sensor", id));
    }
}
