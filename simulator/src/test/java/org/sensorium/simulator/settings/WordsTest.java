package org.sensorium.simulator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "60s,PT60S",
        "60,PT60S",
        "5m,PT5M",
        "2H,PT2H",
        "500ms,PT0.5S",
        "1d,PT24H",
        "PT1M,PT1M"
    })
    void durationsAreReadAsPeopleWriteThem(String text, Duration duration) {
        assertThat(new DurationText().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5s", "5 s", "1w"})
    void otherDurationsAreRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("60s");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.01,0.01", "1%,0.01", "1,1"})
    void sharesAreReadAsPeopleWriteThem(String text, double share) {
        assertThat(new ShareText().convert(text)).isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-0.1", "1.1", "101%", "NaN", "some"})
    void otherSharesAreRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> new ShareText().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("0.01");
    }

    @Test
    void theEnvironmentWinsOverTheFile(@TempDir Path home) throws IOException {
        Files.writeString(
                home.resolve("credentials.env"),
                "# of the running system\n"
                        + "export SENSORIUM_HTTP_URL='http://127.0.0.1:1/'\n"
                        + "SENSORIUM_MQTT_URL=tcp://127.0.0.1:2\n");
        Surroundings surroundings =
                Surroundings.read(
                        Map.of(
                                "SENSORIUM_HOME",
                                home.toString(),
                                "SENSORIUM_MQTT_URL",
                                "tcp://elsewhere:3"),
                        Path.of(""));
        assertThat(surroundings.httpUrl()).isEqualTo("http://127.0.0.1:1");
        assertThat(surroundings.mqttUrl()).isEqualTo("tcp://elsewhere:3");
        assertThat(surroundings.adminUser()).isEqualTo("admin");
        assertThatThrownBy(surroundings::databaseUrl)
                .isInstanceOf(Surroundings.MissingSetting.class)
                .hasMessageContaining("SENSORIUM_DB_URL")
                .hasMessageContaining("sensorium up");
    }
}
