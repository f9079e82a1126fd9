package org.sensorium.registry.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Metric;
import org.sensorium.model.Sensor;
import org.sensorium.registry.credentials.Bootstrap;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;

class RegistryViewIT {
    private TestDatabase.Database database;
    private RegistryView view;

    @BeforeEach
    void openView() throws SQLException {
        database = TestDatabase.shared().newDatabase();
        Map<String, String> passwords =
                Schema.ROLES.stream().collect(Collectors.toMap(Function.identity(), r -> "test"));
        Schema.migrate(database.jdbcUrl(), database.user(), database.password(), passwords);
        Bootstrap.run(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                "admin-secret",
                Map.of("_gateway", "gateway-secret"));
        view = RegistryView.open(as(Schema.INGEST), "test");
    }

    @AfterEach
    void closeView() throws SQLException {
        view.close();
        database.close();
    }

    @Test
    void theFirstAccountsAreThereAndVerify() {
        Account admin = Objects.requireNonNull(view.account("admin"));
        assertThat(admin.verifies("admin-secret".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(admin.verifies("wrong".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(admin.departments()).containsExactly("city");
        assertThat(view.account("nobody")).isNull();
        assertThat(view.rules().version()).isPositive();
    }

    @Test
    void aSensorIsKnownSoonAfterItWasRegisteredAndRetired() throws SQLException {
        SensorSecret secret = SensorSecret.generate();
        register("a-7", "gw-1", secret);

        await().until(() -> view.sensor("a-7") != null);
        Sensor sensor = Objects.requireNonNull(view.sensor("a-7"));
        assertThat(view.sensor(sensor.key())).isEqualTo(sensor);
        Metric metric = Objects.requireNonNull(sensor.metrics().get("pm25"));
        assertThat(metric.accepts(1e9)).isFalse();
        assertThat(view.metricName(metric.key())).isEqualTo("pm25");
        assertThat(view.isGateway("gw-1")).isTrue();
        byte[] password = secret.text().getBytes(StandardCharsets.UTF_8);
        assertThat(Objects.requireNonNull(view.account("a-7")).verifies(password)).isTrue();

        assertThat(view.members(IncidentKind.GATEWAY_SILENT, "gw-1")).isEqualTo(1);
        assertThat(view.members(IncidentKind.DISTRICT_SILENT, "centre")).isEqualTo(1);
        assertThat(view.members(IncidentKind.FEEDER_SILENT, "f-1")).isZero();

        execute("update store.sensors set labels = '{\"feeder\": \"f-1\"}'");

        await().until(() -> view.members(IncidentKind.FEEDER_SILENT, "f-1") == 1);
        assertThat(view.members(IncidentKind.GATEWAY_SILENT, "gw-1")).isEqualTo(1);
        assertThat(Objects.requireNonNull(view.sensor("a-7")).feeder()).isEqualTo("f-1");

        execute("update store.sensors set retired_at = now()");

        await().until(() -> Objects.requireNonNull(view.sensor("a-7")).retired());
        assertThat(view.members(IncidentKind.GATEWAY_SILENT, "gw-1")).isZero();
        assertThat(view.members(IncidentKind.FEEDER_SILENT, "f-1")).isZero();
        assertThat(view.members(IncidentKind.DISTRICT_SILENT, "centre")).isZero();
        assertThat(Objects.requireNonNull(view.account("a-7")).verifies(password)).isFalse();
        assertThat(view.isGateway("gw-1")).isFalse();
    }

    @Test
    void aRuleIsInForceAndGoneAgain() throws SQLException {
        register("a-7", null, SensorSecret.generate());
        await().until(() -> view.sensor("a-7") != null);
        Sensor sensor = Objects.requireNonNull(view.sensor("a-7"));
        int before = view.rules().armed(sensor, "pm25").size();

        execute("update store.rules set deleted = true where rule_id = 'default-silence'");

        await().until(() -> view.rules().armed(sensor, "pm25").size() == before - 1);
    }

    @Test
    void theViewOutlivesItsConnection() throws SQLException {
        execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where application_name = 'test' and datname = current_database()");
        register("a-8", null, SensorSecret.generate());

        await().until(() -> view.sensor("a-8") != null);
    }

    @Test
    void whoAsksKnowsWhateverWasThereBefore() throws Exception {
        ExecutorService several = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> askers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String id = "b-" + i;
                askers.add(
                        () -> {
                            register(id, null, SensorSecret.generate());
                            view.catchUp();
                            return view.sensor(id) != null;
                        });
            }
            for (Future<Boolean> each : several.invokeAll(askers)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            several.shutdownNow();
        }
    }

    @Test
    void theJobSeesSensorsAndRulesButNoAccounts() throws SQLException {
        register("a-7", null, SensorSecret.generate());
        try (RegistryView job = RegistryView.open(as(Schema.JOB), "job")) {
            assertThat(job.sensor("a-7")).isNotNull();
            assertThat(job.rules().version()).isPositive();
            assertThat(job.account("admin")).isNull();
            assertThat(job.account("a-7")).isNull();
        }
    }

    @Test
    void sensorsThatMeasureTheSameHaveItInCommon() throws SQLException {
        register("a-7", "g-1", SensorSecret.generate());
        register("a-8", "g-1", SensorSecret.generate());
        try (RegistryView fresh = RegistryView.open(as(Schema.INGEST), "fresh")) {
            Sensor one = Objects.requireNonNull(fresh.sensor("a-7"));
            Sensor other = Objects.requireNonNull(fresh.sensor("a-8"));
            assertThat(other.metrics()).hasSize(1).isSameAs(one.metrics());
            assertThat(other.type()).isSameAs(one.type());
            assertThat(other.gateway()).isEqualTo("g-1").isSameAs(one.gateway());
        }
    }

    private DatabaseAddress as(String role) {
        return new DatabaseAddress(database.jdbcUrl(), role, "test");
    }

    private void register(String id, String gateway, SensorSecret secret) throws SQLException {
        execute(
                "insert into store.districts (district, name) values ('centre', 'Centre')"
                        + " on conflict do nothing");
        execute("insert into store.metrics (metric) values ('pm25') on conflict do nothing");
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into store.sensors (sensor_id, type, department, district,"
                                    + " gateway, secret_salt, secret_hash) values (?,"
                                    + " 'air_quality', 'city', 'centre', ?, ?, ?)")) {
                insert.setString(1, id);
                insert.setString(2, gateway);
                insert.setBytes(3, secret.salt());
                insert.setBytes(4, secret.hash());
                insert.executeUpdate();
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "insert into store.sensor_metrics (sensor_key, metric_key, unit, min, max)"
                                + " select sensor_key, metric_key, 'ug/m3', 0, 1000"
                                + " from store.sensors, store.metrics where sensor_id = '"
                                + id
                                + "'");
            }
            connection.commit();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
