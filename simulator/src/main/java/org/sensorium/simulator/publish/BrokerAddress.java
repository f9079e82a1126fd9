package org.sensorium.simulator.publish;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a broker listens.
 *
 * @param host name or address
 * @param port TCP port
 * @param tls whether encrypted
 * @param webSocketPath path on a WebSocket listener, empty for plain MQTT
 */
public record BrokerAddress(String host, int port, boolean tls, String webSocketPath) {
    /**
     * Reads a comma-separated list of URLs: {@code
     * tcp|mqtt|ssl|tls|mqtts|ws|wss://host[:port][/path]}.
     *
     * @throws IllegalArgumentException naming the part that is wrong
     */
    public static List<BrokerAddress> parseList(String urls) {
        List<BrokerAddress> addresses = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            addresses.add(parse(url.trim()));
        }
        return addresses;
    }

    private static BrokerAddress parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw bad(url);
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw bad(url);
        }
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/mqtt" : uri.getPath();
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "tcp", "mqtt" -> new BrokerAddress(uri.getHost(), port(uri, 1883), false, "");
            case "ssl", "tls", "mqtts" ->
                    new BrokerAddress(uri.getHost(), port(uri, 8883), true, "");
            case "ws" -> new BrokerAddress(uri.getHost(), port(uri, 8083), false, path);
            case "wss" -> new BrokerAddress(uri.getHost(), port(uri, 8084), true, path);
            default -> throw bad(url);
        };
    }

    private static int port(URI uri, int usual) {
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    private static IllegalArgumentException bad(String url) {
        String cut = url.length() > 80 ? url.substring(0, 80) + "…" : url;
        return new IllegalArgumentException(
                "SENSORIUM_MQTT_URL: '"
                        + cut
                        + "' is no broker address; right would be tcp://localhost:1883");
    }
}
