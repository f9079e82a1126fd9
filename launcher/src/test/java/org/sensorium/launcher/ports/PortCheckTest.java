package org.sensorium.launcher.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.sensorium.database.FreePort;

class PortCheckTest {
    @Test
    void aTakenPortIsNamedWithItsVariable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.taken(Map.of("SENSORIUM_HTTP_PORT", taken.getLocalPort())))
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort() + " is taken")
                    .contains("set SENSORIUM_HTTP_PORT to another port");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoHoldsItIsNamedToo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(PortCheck.taken(Map.of("SENSORIUM_MQTT_PORT", taken.getLocalPort())))
                    .singleElement()
                    .asString()
                    .contains("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void aFreePortIsNoFault() throws Exception {
        assertThat(PortCheck.taken(Map.of("SENSORIUM_HTTP_PORT", FreePort.any()))).isEmpty();
    }

    @Test
    void onlyListenersCount() {
        List<String> table =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                        "   0: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 111 1",
                        "   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1");
        assertThat(PortCheck.listener(table, 8080)).hasValue(222);
        assertThat(PortCheck.listener(table, 8081)).isEmpty();
    }
}
