package org.sensorium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void aMisspeltVariableIsPointedOut() {
        assertThat(Variables.suspicious(Map.of("SENSORIUM_HTTP_PROT", "1", "PATH", "/bin")))
                .containsExactly(
                        "warning: SENSORIUM_HTTP_PROT means nothing to Sensorium; is SENSORIUM_HTTP_PORT meant?");
    }

    @Test
    void whatOpensPlainPortsToTheNetworkIsSaid() {
        assertThat(Variables.suspicious(Map.of("SENSORIUM_BIND", "0.0.0.0")))
                .singleElement()
                .asString()
                .contains("without TLS");
        assertThat(Variables.suspicious(Map.of("SENSORIUM_BIND", "127.0.0.1"))).isEmpty();
    }

    @Test
    void knownVariablesAndStrangersPass() {
        assertThat(
                        Variables.suspicious(
                                Map.of(
                                        "SENSORIUM_HTTP_PORT", "1",
                                        "SENSORIUM_MQTT_URL", "x",
                                        "SENSORIUM_SOMETHING_QUITE_DIFFERENT", "x")))
                .isEmpty();
    }
}
