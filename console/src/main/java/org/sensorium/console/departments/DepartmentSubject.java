package org.sensorium.console.departments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.model.Identifiers;
import org.sensorium.model.Location;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.departments.Department;
import org.sensorium.registry.departments.Departments;
import org.sensorium.registry.districts.District;
import org.sensorium.registry.districts.Districts;

/** Departments and districts: everybody may know their names. */
public final class DepartmentSubject implements Subject {
    private static final int LONGEST_NAME = 100;

    private final Departments departments;
    private final Districts districts;

    /** Works in this database. */
    public DepartmentSubject(DataSource db) {
        this.departments = new Departments(db);
        this.districts = new Districts(db);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/departments", Access.SIGNED_IN, this::listDepartments),
                Route.get("/departments/{id}", Access.SIGNED_IN, this::showDepartment),
                Route.put("/departments/{id}", Access.ADMINS, this::putDepartment),
                Route.get("/districts", Access.SIGNED_IN, this::listDistricts),
                Route.get("/districts/{id}", Access.SIGNED_IN, this::showDistrict),
                Route.put("/districts/{id}", Access.ENGINEERS, this::putDistrict));
    }

    private void listDepartments(Call call) throws SQLException {
        call.query();
        call.answerPage(departments.all().stream().map(DepartmentSubject::write).toList(), null);
    }

    private void showDepartment(Call call) throws SQLException {
        call.query();
        String id = call.id("department");
        call.answer(
                200,
                write(departments.find(id).orElseThrow(() -> Refused.unknown("department", id))));
    }

    private void putDepartment(Call call) throws IOException, SQLException {
        call.query();
        String id = name(call, "department");
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        Department department =
                new Department(id, nameOf(fields, id), fields.optionalText("nameZh", LONGEST_NAME));
        fields.nothingElse();
        faults.refuse();
        boolean isNew = departments.put(call.actor(), department);
        call.answer(isNew ? 201 : 200, write(department));
    }

    private void listDistricts(Call call) throws SQLException {
        call.query();
        call.answerPage(districts.all().stream().map(DepartmentSubject::write).toList(), null);
    }

    private void showDistrict(Call call) throws SQLException {
        call.query();
        String id = call.id("district");
        call.answer(
                200, write(districts.find(id).orElseThrow(() -> Refused.unknown("district", id))));
    }

    private void putDistrict(Call call) throws IOException, SQLException {
        call.query();
        String id = name(call, "district");
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        String name = nameOf(fields, id);
        @Nullable String nameZh = fields.optionalText("nameZh", LONGEST_NAME);
        @Nullable Location location = fields.location();
        fields.nothingElse();
        faults.refuse();
        District district = new District(id, name, nameZh, location);
        boolean isNew = districts.put(call.actor(), district);
        call.answer(isNew ? 201 : 200, write(district));
    }

    /** The id in the address, which a put may make. */
    private static String name(Call call, String kind) {
        String id = call.context().pathParam("id");
        if (!Identifiers.isName(id)) {
            throw Problem.of(
                    ProblemKind.INVALID,
                    "id",
                    "'"
                            + Json.cut(id)
                            + "' does not match [a-z][a-z0-9_-]{0,31}, as a "
                            + kind
                            + "'s has to");
        }
        return id;
    }

    /** Reads the name; the id may stand in the body too, if it is the address's. */
    private static String nameOf(Fields fields, String id) {
        if (fields.has("id") && !fields.name("id").equals(id)) {
            fields.fault("id", "is not the id of the address, '" + id + "'");
        }
        return fields.text("name", LONGEST_NAME);
    }

    private static ObjectNode write(Department department) {
        ObjectNode json = Json.object();
        json.put("id", department.id());
        json.put("name", department.name());
        Json.putIf(json, "nameZh", department.nameZh());
        return json;
    }

    private static ObjectNode write(District district) {
        ObjectNode json = Json.object();
        json.put("id", district.id());
        json.put("name", district.name());
        Json.putIf(json, "nameZh", district.nameZh());
        Json.putLocation(json, district.location());
        return json;
    }
}
