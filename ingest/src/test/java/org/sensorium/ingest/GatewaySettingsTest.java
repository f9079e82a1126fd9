package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sensorium.sink.DatabaseAddress;

class GatewaySettingsTest {
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "SENSORIUM_DB_URL", "jdbc:postgresql://db/sensorium",
                    "SENSORIUM_DB_USER", "sensorium_ingest",
                    "SENSORIUM_DB_PASSWORD", "db-secret",
                    "SENSORIUM_MQTT_PASSWORD", "mqtt-secret");
    private static final DatabaseAddress DATABASE =
            new DatabaseAddress("jdbc:postgresql://db/sensorium", "sensorium_ingest", "db-secret");

    @Test
    void theDefaults() {
        assertThat(GatewaySettings.fromEnvironment(REQUIRED))
                .isEqualTo(
                        new GatewaySettings(
                                Path.of(".sensorium"),
                                DATABASE,
                                List.of(),
                                null,
                                "_gateway",
                                "mqtt-secret",
                                "127.0.0.1",
                                1883,
                                8883,
                                8083,
                                null,
                                null,
                                true,
                                5_000_000,
                                null,
                                null,
                                Duration.ofDays(7)));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> environment = new HashMap<>(REQUIRED);
        environment.put("SENSORIUM_HOME", "/srv/sensorium");
        environment.put("SENSORIUM_MQTT_URL", "tcp://one:1883, ssl://two:8883");
        environment.put("SENSORIUM_MQTT_VIA", "proxy:4");
        environment.put("SENSORIUM_MQTT_USER", "ingest");
        environment.put("SENSORIUM_BIND", "0.0.0.0");
        environment.put("SENSORIUM_MQTT_PORT", "1");
        environment.put("SENSORIUM_MQTT_TLS_PORT", "2");
        environment.put("SENSORIUM_MQTT_WS_PORT", "3");
        environment.put("SENSORIUM_TLS_KEYSTORE", "/etc/city.p12");
        environment.put("SENSORIUM_TLS_KEYSTORE_PASSWORD", "tls-secret");
        environment.put("SENSORIUM_HANDOVER", "queue");
        environment.put("SENSORIUM_MQTT_QUEUE", "20000");
        environment.put("SENSORIUM_RETENTION", "P90D");
        environment.put("SENSORIUM_COMPRESS_AFTER", "P8D");
        environment.put("SENSORIUM_LOG_RETENTION", "P3D");

        GatewaySettings settings = GatewaySettings.fromEnvironment(environment);

        assertThat(settings)
                .isEqualTo(
                        new GatewaySettings(
                                Path.of("/srv/sensorium"),
                                DATABASE,
                                List.of("tcp://one:1883", "ssl://two:8883"),
                                "proxy:4",
                                "ingest",
                                "mqtt-secret",
                                "0.0.0.0",
                                1,
                                2,
                                3,
                                Path.of("/etc/city.p12"),
                                "tls-secret",
                                false,
                                20_000,
                                Duration.ofDays(90),
                                Duration.ofDays(8),
                                Duration.ofDays(3)));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        Map<String, String> environment =
                Map.of("SENSORIUM_MQTT_URL", "tcp://user:hush@broker:1883");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewaySettings.fromEnvironment(environment))
                .withMessageContaining("SENSORIUM_MQTT_URL")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        Map<String, String> environment =
                Map.of("SENSORIUM_MQTT_PORT", "mqtt", "SENSORIUM_RETENTION", "90 days");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatewaySettings.fromEnvironment(environment))
                .withMessageContainingAll(
                        "SENSORIUM_MQTT_PASSWORD", "SENSORIUM_MQTT_PORT", "SENSORIUM_RETENTION");
    }
}
