package org.sensorium.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void thePasswordIsNotShown() {
        assertThat(
                        DatabaseAddress.fromEnvironment(
                                        environment("jdbc:postgresql://db:5432/s?ssl=true"))
                                .toString())
                .isEqualTo("jdbc:postgresql://db:5432/s?ssl=true as owner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/s?password=hush",
                "jdbc:postgresql://db/s?ssl=true&Password=hush",
                "jdbc:postgresql://db/s?sslpassword=hush",
                "jdbc:postgresql://owner:hush@db/s"
            })
    void aPasswordInTheAddressIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> DatabaseAddress.fromEnvironment(environment(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SENSORIUM_DB_PASSWORD")
                .hasMessageNotContaining("hush");
    }

    private static Map<String, String> environment(String url) {
        return Map.of(
                "SENSORIUM_DB_URL",
                url,
                "SENSORIUM_DB_USER",
                "owner",
                "SENSORIUM_DB_PASSWORD",
                "very secret");
    }
}
