package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the console is told, and what it is not told. */
class ConsoleSettingsTest {
    private final Map<String, String> environment =
            new HashMap<>(
                    Map.of(
                            "SENSORIUM_DB_URL", "jdbc:postgresql://127.0.0.1:5432/sensorium",
                            "SENSORIUM_DB_USER", "somebody",
                            "SENSORIUM_DB_PASSWORD", "something"));

    @Test
    void withoutAWordAllIsAsDocumented() {
        ConsoleSettings settings = ConsoleSettings.fromEnvironment(environment);

        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.session()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.reportRadiusMetres()).isEqualTo(500);
    }

    @Test
    void eachWordIsHeard() {
        environment.put("SENSORIUM_BIND", "0.0.0.0");
        environment.put("SENSORIUM_HTTP_PORT", "81");
        environment.put("SENSORIUM_SESSION", "PT1H");
        environment.put("SENSORIUM_SESSION_IDLE", "PT5M");
        environment.put("SENSORIUM_REPORT_RADIUS", "800");
        ConsoleSettings settings = ConsoleSettings.fromEnvironment(environment);

        assertThat(settings.bind()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(81);
        assertThat(settings.session()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.reportRadiusMetres()).isEqualTo(800);
    }

    @Test
    void whatIsWrongIsNamedAllAtOnce() {
        environment.put("SENSORIUM_SESSION", "an hour");
        environment.put("SENSORIUM_SESSION_IDLE", "PT1S");
        environment.put("SENSORIUM_REPORT_RADIUS", "10 km");

        assertThatThrownBy(() -> ConsoleSettings.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SENSORIUM_SESSION is 'an hour'")
                .hasMessageContaining("SENSORIUM_SESSION_IDLE is 'PT1S'")
                .hasMessageContaining("SENSORIUM_REPORT_RADIUS is '10 km'");
    }
}
