package org.sensorium.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sensorium.registry.ConsoleDatabase.sensor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.grants.Grant;
import org.sensorium.registry.grants.Grants;
import org.sensorium.registry.rules.Rules;
import org.sensorium.registry.sensors.Outcome;
import org.sensorium.registry.sensors.RegisteredSensor;
import org.sensorium.registry.sensors.Registration;
import org.sensorium.registry.sensors.SensorChanges;
import org.sensorium.registry.sensors.SensorFilter;
import org.sensorium.registry.sensors.SensorQueries;
import org.sensorium.registry.sensors.SensorRegistration;
import org.sensorium.registry.sessions.Session;
import org.sensorium.registry.sessions.Sessions;
import org.sensorium.registry.users.User;
import org.sensorium.registry.users.Users;
import org.sensorium.registry.view.Role;

/** The repositories, with the console's own database role. */
class RegistryIT {
    private static final Actor ADMIN = new Actor("admin", Role.ADMIN, List.of("city"));
    private static final Actor WATER = new Actor("wei", Role.ENGINEER, List.of("water"));
    private static final Actor PARKS = new Actor("pia", Role.ENGINEER, List.of("parks"));
    private static final SensorFilter ANY = new SensorFilter(null, null, null, null, null);

    @AutoClose private ConsoleDatabase database;
    private Registration registration;
    private SensorChanges changes;

    @BeforeEach
    void open() throws SQLException {
        database = new ConsoleDatabase();
        registration = new Registration(database.pool());
        changes = new SensorChanges(database.pool());
    }

    @Test
    void goodRegistrationsAreInWhateverTheBadOnesAre() throws SQLException {
        List<Outcome> outcomes =
                registration.register(
                        WATER,
                        List.of(
                                sensor("w-1", "water"),
                                sensor("p-1", "parks"),
                                sensor("w-2", "nowhere"),
                                sensor("w-1", "water"),
                                // The database, not our own checks, refuses this one.
                                sensor("not an id", "water"),
                                sensor("w-3", "water")),
                        false);

        assertThat(outcomes.stream().map(Outcome::status))
                .containsExactly(
                        Outcome.Status.CREATED,
                        Outcome.Status.REJECTED,
                        Outcome.Status.REJECTED,
                        Outcome.Status.EXISTS,
                        Outcome.Status.REJECTED,
                        Outcome.Status.CREATED);
        assertThat(found(WATER)).containsExactly("w-1", "w-3");
        assertThat(database.text("select count(*) from store.sensor_metrics")).isEqualTo("2");
    }

    @Test
    void whatARegistrationSaysIsWhatIsFound() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);

        RegisteredSensor found = find(WATER, "w-1").orElseThrow();

        assertThat(found.registration()).isEqualTo(sensor("w-1", "water"));
        assertThat(found.state()).isEqualTo("registered");
    }

    @Test
    void aDepartmentSeesWhatItOwnsOrWasGranted() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);
        assertThat(found(PARKS)).isEmpty();
        assertThat(found(ADMIN)).containsExactly("w-1");
        Grants grants = new Grants(database.pool());

        grants.put(
                ADMIN, new Grant("g-1", "parks", "water", null, "water_level", null, null, null));
        assertThat(found(PARKS)).containsExactly("w-1");
        assertThatThrownBy(() -> changes.retire(PARKS, "w-1"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("only its owner changes it");

        grants.put(
                ADMIN,
                new Grant(
                        "g-1",
                        "parks",
                        "water",
                        null,
                        null,
                        null,
                        Instant.now().minusSeconds(1),
                        null));
        assertThat(found(PARKS)).isEmpty();
        assertThatThrownBy(() -> changes.rotate(PARKS, "w-1"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refused.Reason.UNKNOWN));
    }

    @Test
    void aTakenIdTellsNothingOfItsOwner() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);

        Outcome outcome =
                registration.register(PARKS, List.of(sensor("w-1", "parks")), true).get(0);

        assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
        assertThat(outcome.refusal()).hasMessage("'w-1' is taken, choose another id");
        assertThat(outcome.secret()).isNull();
    }

    @Test
    void aRetiredSensorComesBackWhenItIsRegisteredAgain() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);
        int key = find(WATER, "w-1").orElseThrow().key();
        changes.retire(WATER, "w-1");
        assertThat(find(WATER, "w-1").orElseThrow().retired()).isTrue();
        assertThatThrownBy(() -> changes.rotate(WATER, "w-1")).isInstanceOf(Refused.class);

        Outcome again = registration.register(WATER, List.of(sensor("w-1", "water")), false).get(0);

        assertThat(again.status()).isEqualTo(Outcome.Status.CREATED);
        assertThat(find(WATER, "w-1").orElseThrow().retired()).isFalse();
        assertThat(find(WATER, "w-1").orElseThrow().key()).isEqualTo(key);
    }

    @Test
    void aChangeBumpsTheRevisionThatGatewayAndJobFollow() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);
        String before = database.text("select revision from store.sensors");

        changes.change(
                WATER,
                "w-1",
                old ->
                        new SensorRegistration(
                                old.id(),
                                old.type(),
                                old.department(),
                                "harbour",
                                null,
                                List.of(),
                                "gw-1",
                                Map.of()));

        assertThat(database.text("select revision from store.sensors")).isNotEqualTo(before);
        SensorRegistration after = find(WATER, "w-1").orElseThrow().registration();
        assertThat(after.district()).isEqualTo("harbour");
        assertThat(after.metrics()).isEmpty();
    }

    @Test
    void aRuleCountsItsRevisionsAndRefusesAStaleOne() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);
        Rules rules = new Rules(database.pool());
        Rule rule =
                new Rule(
                        "w-1-high",
                        0,
                        null,
                        null,
                        "w-1",
                        "level",
                        DetectorKind.THRESHOLD,
                        Severity.MAJOR,
                        true,
                        Map.of("above", "3"));

        assertThat(rules.put(WATER, rule).revision()).isEqualTo(1);
        assertThat(rules.put(WATER, rule).revision()).isEqualTo(2);
        assertThatThrownBy(() -> rules.put(PARKS, rule)).isInstanceOf(Refused.class);
        assertThat(rules.find(PARKS, "w-1-high")).isEmpty();
        rules.delete(WATER, "w-1-high");
        assertThat(rules.find(ADMIN, "w-1-high")).isEmpty();
        assertThat(rules.put(ADMIN, rule).revision()).isEqualTo(4);
        assertThatThrownBy(() -> rules.delete(WATER, "default-silence"))
                .hasMessageContaining("administrators");
    }

    @Test
    void aSessionEndsWithTheAccount() throws SQLException {
        Users users = new Users(database.pool());
        Sessions sessions =
                new Sessions(database.pool(), Duration.ofHours(1), Duration.ofMinutes(30));
        User wei = new User("wei", "Wei", Role.OPERATOR, List.of("water"), false);
        users.put(ADMIN, wei, "a long enough password");

        assertThat(sessions.open("wei", "a wrong password", "10.0.0.1")).isEmpty();
        assertThat(sessions.open("nobody", "a wrong password", "10.0.0.1")).isEmpty();
        Session session = sessions.open("wei", "a long enough password", "10.0.0.1").orElseThrow();
        assertThat(sessions.actor(session.token())).contains(session.actor());
        assertThat(
                        database.text(
                                "select password_hash || token_hash::text from store.users"
                                        + " join store.sessions using (user_name)"))
                .doesNotContain(session.token())
                .doesNotContain("a long enough password");

        users.put(ADMIN, new User("wei", "Wei", Role.OPERATOR, List.of("water"), true), null);
        assertThat(sessions.actor(session.token())).isEmpty();
        assertThat(sessions.open("wei", "a long enough password", "10.0.0.1")).isEmpty();
    }

    @Test
    void everyChangeLeavesALineThatTheConsoleCannotRemove() throws SQLException {
        registration.register(WATER, List.of(sensor("w-1", "water")), false);
        changes.retire(WATER, "w-1");

        try (Connection connection = database.pool().getConnection()) {
            assertThat(
                            AuditLog.list(
                                    connection,
                                    new AuditLog.Filter(null, null, null, null, null, null),
                                    10))
                    .extracting("action")
                    .containsExactly("sensor.retired", "sensor.registered");
            assertThatThrownBy(
                            () ->
                                    connection
                                            .createStatement()
                                            .execute("delete from store.audit_log"))
                    .hasMessageContaining("permission denied");
        }
    }

    private Optional<RegisteredSensor> find(Actor actor, String id) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            return SensorQueries.find(connection, actor, id);
        }
    }

    private List<String> found(Actor actor) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            return SensorQueries.list(connection, actor, ANY, null, 100).stream()
                    .map(sensor -> sensor.registration().id())
                    .toList();
        }
    }
}
