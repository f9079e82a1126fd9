package org.sensorium.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.registry.ConsoleDatabase.sensor;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.registry.ConsoleDatabase;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.departments.Department;
import org.sensorium.registry.departments.Departments;
import org.sensorium.registry.districts.District;
import org.sensorium.registry.districts.Districts;
import org.sensorium.registry.grants.Grant;
import org.sensorium.registry.grants.Grants;
import org.sensorium.registry.rules.Rules;
import org.sensorium.registry.sensors.Registration;
import org.sensorium.registry.sensors.SensorChanges;
import org.sensorium.registry.sensors.SensorRegistration;
import org.sensorium.registry.sessions.Session;
import org.sensorium.registry.sessions.Sessions;
import org.sensorium.registry.users.User;
import org.sensorium.registry.users.Users;
import org.sensorium.registry.view.Role;

/** The audit log says who did what, and what stood before and after. */
class AuditDetailIT {
    private static final Actor ADMIN = new Actor("admin", Role.ADMIN, List.of("city"));
    private static final String PASSWORD = "a long enough password";

    @AutoClose private ConsoleDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new ConsoleDatabase();
    }

    @Test
    void aChangeSaysWhatStoodBeforeAndAfter() throws SQLException {
        new Registration(database.pool()).register(ADMIN, List.of(sensor("w-1", "water")), false);
        new SensorChanges(database.pool()).change(ADMIN, "w-1", was -> moved(was, "parks"));
        says("sensor.changed", "before", "water");
        says("sensor.changed", "after", "parks");

        Grants grants = new Grants(database.pool());
        grants.put(ADMIN, new Grant("g-1", "parks", "water", null, null, null, null, "drills"));
        says("grant.put", "before", "nothing");
        grants.put(ADMIN, new Grant("g-1", "parks", "city", null, null, null, null, null));
        says("grant.put", "before", "water");
        says("grant.put", "before", "drills");
        says("grant.put", "after", "city");
        grants.delete(ADMIN, "g-1");
        says("grant.deleted", "before", "city");

        Users users = new Users(database.pool());
        users.put(ADMIN, new User("vera", null, Role.VIEWER, List.of("water"), false), PASSWORD);
        users.put(ADMIN, new User("vera", null, Role.OPERATOR, List.of("water"), false), null);
        says("user.changed", "before", "viewer");
        says("user.changed", "after", "operator");

        Rules rules = new Rules(database.pool());
        rules.put(ADMIN, rule("3"));
        rules.put(ADMIN, rule("4"));
        says("rule.put", "before", "above=3");
        says("rule.put", "after", "above=4");

        Departments departments = new Departments(database.pool());
        departments.put(ADMIN, new Department("water", "Water and sewage", null));
        says("department.put", "before", "Water,");
        says("department.put", "after", "sewage");
        Districts districts = new Districts(database.pool());
        districts.put(ADMIN, new District("centre", "Old town", null, null));
        districts.put(ADMIN, new District("centre", "New town", null, null));
        says("district.put", "before", "Old town");
        says("district.put", "after", "New town");

        assertThat(database.text("select string_agg(distinct actor, ',') from store.audit_log"))
                .isEqualTo("admin");
        assertThat(database.text("select string_agg(detail::text, ' ') from store.audit_log"))
                .doesNotContain(PASSWORD)
                .doesNotContain("argon2");
    }

    @Test
    void signInsAreInItTheRefusedOnesToo() throws SQLException {
        new Users(database.pool())
                .put(ADMIN, new User("vera", null, Role.VIEWER, List.of("water"), false), PASSWORD);
        Sessions sessions =
                new Sessions(database.pool(), Duration.ofHours(1), Duration.ofMinutes(30));
        Session session = sessions.open("vera", PASSWORD, "10.0.0.1").orElseThrow();
        sessions.open("vera", "a wrong password", "10.0.0.2");
        sessions.open("a password in the wrong field", "x", "10.0.0.3");
        sessions.close(session.actor(), session.token());

        assertThat(
                        database.text(
                                "select string_agg(concat_ws(' ', action, actor, detail->>'from'),"
                                        + " ', ' order by audit_id) from store.audit_log"
                                        + " where action like 'session.%'"))
                .isEqualTo(
                        "session.opened vera 10.0.0.1, session.refused vera 10.0.0.2,"
                                + " session.refused unknown user 10.0.0.3, session.closed vera");
    }

    /** The newest line of that action has this in that half of its detail. */
    private void says(String action, String half, String text) throws SQLException {
        assertThat(
                        database.text(
                                ("select coalesce(detail->>'%s', 'nothing') from store.audit_log"
                                                + " where action = '%s' order by audit_id desc"
                                                + " limit 1")
                                        .formatted(half, action)))
                .as(action)
                .contains(text);
    }

    private static SensorRegistration moved(SensorRegistration was, String department) {
        return new SensorRegistration(
                was.id(),
                was.type(),
                department,
                was.district(),
                was.location(),
                was.metrics(),
                was.gateway(),
                was.labels());
    }

    private static Rule rule(String above) {
        return new Rule(
                "w-1-high",
                0,
                null,
                null,
                "w-1",
                "level",
                DetectorKind.THRESHOLD,
                Severity.MAJOR,
                true,
                Map.of("above", above));
    }
}
