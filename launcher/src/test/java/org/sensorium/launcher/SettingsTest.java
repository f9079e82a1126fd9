package org.sensorium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Path ROOT = Path.of("/checkout");

    @Test
    void anEmptyEnvironmentGivesTheDefaults() {
        Settings settings = Settings.from(Map.of(), ROOT);
        assertThat(settings.home().root()).isEqualTo(Path.of("/checkout/.sensorium"));
        assertThat(settings.ports())
                .isEqualTo(
                        Map.of(
                                "SENSORIUM_HTTP_PORT", 8080,
                                "SENSORIUM_MQTT_PORT", 1883,
                                "SENSORIUM_MQTT_TLS_PORT", 8883,
                                "SENSORIUM_MQTT_WS_PORT", 8083,
                                "SENSORIUM_DB_PORT", 25432));
        assertThat(settings.database()).isEmpty();
        assertThat(settings.mqttUrl()).isEmpty();
        assertThat(settings.flinkUrl()).isEmpty();
        assertThat(settings.adminPassword()).isEmpty();
        assertThat(settings.mqttAddress()).isEqualTo("tcp://127.0.0.1:1883");
        assertThat(settings.httpAddress()).isEqualTo("http://127.0.0.1:8080");
        assertThat(settings.portsInUse())
                .containsExactly(
                        "SENSORIUM_HTTP_PORT",
                        "SENSORIUM_MQTT_PORT",
                        "SENSORIUM_MQTT_TLS_PORT",
                        "SENSORIUM_MQTT_WS_PORT",
                        "SENSORIUM_DB_PORT");
    }

    @Test
    void everyVariableChangesItsSetting() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SENSORIUM_HOME", "/var/lib/s");
        environment.put("SENSORIUM_HTTP_PORT", "1");
        environment.put("SENSORIUM_MQTT_PORT", "2");
        environment.put("SENSORIUM_MQTT_TLS_PORT", "3");
        environment.put("SENSORIUM_MQTT_WS_PORT", "4");
        environment.put("SENSORIUM_DB_PORT", "65535");
        environment.put("SENSORIUM_DB_URL", "jdbc:postgresql://db/s");
        environment.put("SENSORIUM_DB_USER", "owner");
        environment.put("SENSORIUM_DB_PASSWORD", "very secret");
        environment.put("SENSORIUM_MQTT_URL", "tcp://broker:1883");
        environment.put("SENSORIUM_FLINK_URL", "http://flink:8081/");
        environment.put("SENSORIUM_RETENTION", "P30D");
        environment.put("SENSORIUM_ADMIN_PASSWORD", "hush");
        Settings settings = Settings.from(environment, ROOT);
        assertThat(settings.home().root()).isEqualTo(Path.of("/var/lib/s"));
        assertThat(settings.ports())
                .isEqualTo(
                        Map.of(
                                "SENSORIUM_HTTP_PORT", 1,
                                "SENSORIUM_MQTT_PORT", 2,
                                "SENSORIUM_MQTT_TLS_PORT", 3,
                                "SENSORIUM_MQTT_WS_PORT", 4,
                                "SENSORIUM_DB_PORT", 65_535));
        assertThat(settings.database())
                .hasValue(
                        new Settings.ExistingDatabase(
                                "jdbc:postgresql://db/s", "owner", "very secret"));
        assertThat(settings.mqttUrl()).hasValue("tcp://broker:1883");
        assertThat(settings.flinkUrl()).hasValue("http://flink:8081");
        assertThat(settings.adminPassword()).hasValue("hush");
        assertThat(settings.environment()).containsEntry("SENSORIUM_RETENTION", "P30D");
        assertThat(settings.portsInUse()).containsExactly("SENSORIUM_HTTP_PORT");
        assertThat(settings.toString() + settings.database())
                .doesNotContain("hush")
                .doesNotContain("very secret");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        Map<String, String> environment =
                Map.of(
                        "SENSORIUM_DB_URL", "jdbc:postgresql://db/s?user=u&password=hush",
                        "SENSORIUM_DB_USER", "owner",
                        "SENSORIUM_MQTT_URL", "tcp://user:hush@broker:1883",
                        "SENSORIUM_FLINK_URL", "http://user:hush@flink:8081");

        assertThatThrownBy(() -> Settings.from(environment, ROOT))
                .hasMessageContainingAll(
                        "SENSORIUM_DB_URL", "SENSORIUM_MQTT_URL", "SENSORIUM_FLINK_URL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        Map<String, String> environment =
                Map.of(
                        "SENSORIUM_HTTP_PORT", "http",
                        "SENSORIUM_MQTT_PORT", "70000",
                        "SENSORIUM_MQTT_TLS_PORT", "8083",
                        "SENSORIUM_RETENTION", "30 days",
                        "SENSORIUM_COMPRESS_AFTER", "PT0S",
                        "SENSORIUM_DB_URL", "postgres://db/s");
        assertThatThrownBy(() -> Settings.from(environment, ROOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SENSORIUM_HTTP_PORT is 'http'")
                .hasMessageContaining("SENSORIUM_MQTT_PORT is '70000'")
                .hasMessageContaining(
                        "SENSORIUM_MQTT_WS_PORT and SENSORIUM_MQTT_TLS_PORT are both 8083")
                .hasMessageContaining("SENSORIUM_RETENTION is '30 days'")
                .hasMessageContaining(
                        "SENSORIUM_COMPRESS_AFTER is 'PT0S': it has to be longer than nothing")
                .hasMessageContaining("SENSORIUM_DB_URL has to be like jdbc:postgresql://")
                .hasMessageContaining("SENSORIUM_DB_USER is not");
    }

    @Test
    void ourOwnCredentialsInTheShellDoNotMeanAnotherDatabase() {
        Settings settings =
                Settings.from(
                        Map.of(
                                "SENSORIUM_DB_PORT", "25999",
                                "SENSORIUM_DB_URL", "jdbc:postgresql://127.0.0.1:25999/sensorium",
                                "SENSORIUM_DB_USER", "sensorium_reader",
                                "SENSORIUM_DB_PASSWORD", "p",
                                "SENSORIUM_MQTT_URL", "tcp://127.0.0.1:1883"),
                        ROOT);
        assertThat(settings.database()).isEmpty();
        assertThat(settings.mqttUrl()).isEmpty();
    }

    @Test
    void aDatabaseThatWeMayOnlyReadIsRefused() {
        Map<String, String> environment =
                Map.of(
                        "SENSORIUM_DB_URL", "jdbc:postgresql://elsewhere/sensorium",
                        "SENSORIUM_DB_USER", "sensorium_reader");
        assertThatThrownBy(() -> Settings.from(environment, ROOT))
                .hasMessageContaining("sensorium_reader, who may only read");
    }
}
