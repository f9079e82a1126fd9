package org.sensorium.console.departments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.grants.Grant;
import org.sensorium.registry.grants.Grants;

/** Grants: seen by who gives and who gets, made by administrators. */
public final class GrantSubject implements Subject {
    private static final int LONGEST_PURPOSE = 200;

    private final Grants grants;

    /** Works in this database. */
    public GrantSubject(DataSource db) {
        this.grants = new Grants(db);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/grants", Access.SIGNED_IN, this::list),
                Route.get("/grants/{id}", Access.SIGNED_IN, this::show),
                Route.put("/grants/{id}", Access.ADMINS, this::put),
                Route.delete("/grants/{id}", Access.ADMINS, this::delete));
    }

    private void list(Call call) throws SQLException {
        call.query();
        call.answerPage(grants.all(call.actor()).stream().map(GrantSubject::write).toList(), null);
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.id("grant");
        Grant grant = grants.find(call.actor(), id).orElseThrow(() -> Refused.unknown("grant", id));
        call.answer(200, write(grant));
    }

    private void put(Call call) throws IOException, SQLException {
        call.query();
        Grant grant = read(call.id("grant"), call.json());
        boolean isNew = grants.put(call.actor(), grant);
        call.answer(isNew ? 201 : 200, write(grant));
    }

    private void delete(Call call) throws SQLException {
        call.query();
        grants.delete(call.actor(), call.id("grant"));
        call.answerDone();
    }

    private static Grant read(String id, ObjectNode json) {
        Faults faults = new Faults();
        Fields fields = new Fields(json, faults);
        if (fields.has("id") && !fields.id("id").equals(id)) {
            fields.fault("id", "is not the id of the address, '" + id + "'");
        }
        Grant grant =
                new Grant(
                        id,
                        fields.name("department"),
                        fields.optionalName("owner"),
                        fields.optionalName("district"),
                        fields.optionalName("type"),
                        fields.optionalId("sensorId"),
                        fields.time("validUntil"),
                        fields.optionalText("purpose", LONGEST_PURPOSE));
        fields.nothingElse();
        faults.refuse();
        if (grant.owner() == null
                && grant.district() == null
                && grant.type() == null
                && grant.sensorId() == null) {
            throw Problem.of(
                    ProblemKind.INVALID,
                    "owner",
                    "is missing: wanted is at least one of owner, district, type and sensorId");
        }
        return grant;
    }

    private static ObjectNode write(Grant grant) {
        ObjectNode json = Json.object();
        json.put("id", grant.id());
        json.put("department", grant.department());
        json.put("owner", grant.owner());
        json.put("district", grant.district());
        json.put("type", grant.type());
        json.put("sensorId", grant.sensorId());
        json.put("validUntil", Json.time(grant.validUntil()));
        json.put("purpose", grant.purpose());
        return json;
    }
}
