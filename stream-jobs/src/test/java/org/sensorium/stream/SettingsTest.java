package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.publish.MqttAddress;

class SettingsTest {
    private static final Map<String, String> LEAST =
            Map.of(
                    "SENSORIUM_DB_URL", "jdbc:postgresql://db/sensorium",
                    "SENSORIUM_DB_USER", "sensorium_job",
                    "SENSORIUM_DB_PASSWORD", "db-secret",
                    "SENSORIUM_MQTT_PASSWORD", "mqtt-secret");

    @Test
    void theseAreTheDefaults() {
        assertThat(Settings.read(LEAST, List.of()))
                .isEqualTo(
                        new Settings(
                                Path.of(".sensorium"),
                                new DatabaseAddress(
                                        "jdbc:postgresql://db/sensorium",
                                        "sensorium_job",
                                        "db-secret"),
                                new MqttAddress("tcp://127.0.0.1:1883", "_job", "mqtt-secret"),
                                0,
                                2,
                                Duration.ofSeconds(3),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(10),
                                Flapping.USUAL));
    }

    @Test
    void everySettingArrivesInItsPlaceFromEnvironmentAndArguments() {
        Settings expected =
                new Settings(
                        Path.of("/srv"),
                        new DatabaseAddress("jdbc:postgresql://x/y", "u", "p=q"),
                        new MqttAddress("ssl://broker:8883", "job-2", "m"),
                        8081,
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(20),
                        new Flapping(5));
        Map<String, String> all =
                Map.ofEntries(
                        Map.entry("SENSORIUM_HOME", "/srv"),
                        Map.entry("SENSORIUM_DB_URL", "jdbc:postgresql://x/y"),
                        Map.entry("SENSORIUM_DB_USER", "u"),
                        Map.entry("SENSORIUM_DB_PASSWORD", "p=q"),
                        Map.entry("SENSORIUM_MQTT_URL", "ssl://broker:8883"),
                        Map.entry("SENSORIUM_MQTT_USER", "job-2"),
                        Map.entry("SENSORIUM_MQTT_PASSWORD", "m"),
                        Map.entry("SENSORIUM_FLINK_REST_PORT", "8081"),
                        Map.entry("SENSORIUM_JOB_PARALLELISM", "4"),
                        Map.entry("SENSORIUM_JOB_CHECKPOINT_INTERVAL", "PT5S"),
                        Map.entry("SENSORIUM_JOB_LATENESS", "PT10M"),
                        Map.entry("SENSORIUM_JOB_ROLLUP_DELAY", "PT20S"),
                        Map.entry("SENSORIUM_JOB_FLAPPING_RAISES", "5"));
        assertThat(Settings.read(all, List.of())).isEqualTo(expected);
        List<String> arguments =
                all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        assertThat(Settings.read(Map.of(), arguments)).isEqualTo(expected);
        assertThat(
                        Settings.read(LEAST, List.of("--db-url", "jdbc:postgresql://z/z"))
                                .database()
                                .url())
                .isEqualTo("jdbc:postgresql://z/z");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                Settings.read(
                                        Map.of(
                                                "SENSORIUM_JOB_PARALLELISM", "many",
                                                "SENSORIUM_JOB_LATENESS", "5 min",
                                                "SENSORIUM_JOB_COLOUR", "red"),
                                        List.of("now")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SENSORIUM_DB_URL is not set")
                .hasMessageContaining("SENSORIUM_JOB_PARALLELISM is 'many', allowed is 1…128")
                .hasMessageContaining("SENSORIUM_JOB_LATENESS is '5 min'")
                .hasMessageContaining("SENSORIUM_JOB_COLOUR is not a setting")
                .hasMessageContaining("argument 'now'");
    }

    @Test
    void noSecretIsShown() {
        assertThat(Settings.read(LEAST, List.of()).toString()).doesNotContain("secret");
    }
}
