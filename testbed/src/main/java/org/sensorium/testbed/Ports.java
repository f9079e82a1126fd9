package org.sensorium.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ports for a system of its own.
 *
 * @param byVariable port by the name of its environment variable
 */
public record Ports(Map<String, Integer> byVariable) {
    private static final List<String> VARIABLES =
            List.of(
                    "SENSORIUM_HTTP_PORT",
                    "SENSORIUM_MQTT_PORT",
                    "SENSORIUM_MQTT_TLS_PORT",
                    "SENSORIUM_MQTT_WS_PORT",
                    "SENSORIUM_DB_PORT");

    public Ports {
        byVariable = Map.copyOf(byVariable);
    }

    /** Ports that are free at this moment. */
    public static Ports free() throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String variable : VARIABLES) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(variable, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return new Ports(ports);
    }

    /** The broker's, without TLS. */
    public int mqtt() {
        return of("SENSORIUM_MQTT_PORT");
    }

    /** The database's. */
    public int database() {
        return of("SENSORIUM_DB_PORT");
    }

    private int of(String variable) {
        Integer port = byVariable.get(variable);
        if (port == null) {
            throw new IllegalStateException("no port for " + variable);
        }
        return port;
    }
}
