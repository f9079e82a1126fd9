package org.sensorium.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisioningTest {
    @ParameterizedTest
    @CsvSource({"3,MACHINE", "4,NETWORK", "5,STORAGE", "1,OTHER", "143,OTHER"})
    void theScriptsExitCodeSaysWhatStoodInTheWay(int exit, ProvisioningException.Cause cause) {
        assertThat(Provisioning.causeOf(exit)).isEqualTo(cause);
    }

    @Test
    void theScriptLiesBesideTheClass() {
        assertThat(Provisioning.class.getResource("provision-timescaledb.sh")).isNotNull();
    }
}
