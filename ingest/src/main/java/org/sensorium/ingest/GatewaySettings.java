package org.sensorium.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.DatabaseAddress;

/**
 * The gateway's settings, all from {@code SENSORIUM_*}; see docs/configuration.md.
 *
 * @param home where state lies
 * @param database with the gateway's own role
 * @param brokers addresses of given brokers; empty: the embedded one
 * @param via {@code host:port} at which the embedded broker is reached when something stands before
 *     it; null: at its own port
 * @param user the gateway's account at the broker
 * @param password of that account
 * @param bind address that the embedded broker listens on
 * @param mqttPort of the embedded broker
 * @param mqttTlsPort the same with TLS
 * @param mqttWsPort the same over WebSocket
 * @param keystore PKCS#12 with an own certificate; null: one is made at first start
 * @param keystorePassword of it
 * @param handsOver whether the embedded broker hands messages to the inbox without queueing them
 * @param mostQueued messages that may wait at the embedded broker before publishes are refused
 * @param retention how long readings are kept; null: for ever
 * @param compressAfter how old readings are when they are compressed; null: they are left as they
 *     are
 * @param logRetention how long the ingest log is kept
 */
record GatewaySettings(
        Path home,
        DatabaseAddress database,
        List<String> brokers,
        @Nullable String via,
        String user,
        String password,
        String bind,
        int mqttPort,
        int mqttTlsPort,
        int mqttWsPort,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        boolean handsOver,
        long mostQueued,
        @Nullable Duration retention,
        @Nullable Duration compressAfter,
        Duration logRetention) {
    private static final int HIGHEST_PORT = 65_535;

    GatewaySettings {
        brokers = List.copyOf(brokers);
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming every setting that is missing or wrong
     */
    static GatewaySettings fromEnvironment(Map<String, String> environment) {
        return new Reader(environment).read();
    }

    @Override
    public String toString() {
        return "home "
                + home
                + ", database "
                + database
                + ", broker "
                + (brokers.isEmpty()
                        ? "embedded on "
                                + bind
                                + " ("
                                + mqttPort
                                + ", TLS "
                                + mqttTlsPort
                                + ", WebSocket "
                                + mqttWsPort
                                + ")"
                        : brokers)
                + ", retention "
                + (retention == null ? "none" : retention)
                + (compressAfter == null ? "" : ", compressed after " + compressAfter)
                + ", log retention "
                + logRetention;
    }

    private static final class Reader {
        private final Map<String, String> environment;
        private final List<String> faults = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        GatewaySettings read() {
            Path home = Path.of(text("SENSORIUM_HOME", ".sensorium"));
            String keystore = environment.get("SENSORIUM_TLS_KEYSTORE");
            String keystorePassword = environment.get("SENSORIUM_TLS_KEYSTORE_PASSWORD");
            if (keystore != null && keystorePassword == null) {
                faults.add("SENSORIUM_TLS_KEYSTORE needs SENSORIUM_TLS_KEYSTORE_PASSWORD");
            }
            String password = text("SENSORIUM_MQTT_PASSWORD", "");
            if (password.isEmpty()) {
                faults.add("SENSORIUM_MQTT_PASSWORD is not set");
            }
            int mqtt = port("SENSORIUM_MQTT_PORT", 1883);
            int tls = port("SENSORIUM_MQTT_TLS_PORT", 8883);
            int ws = port("SENSORIUM_MQTT_WS_PORT", 8083);
            boolean handsOver = handsOver();
            long mostQueued = messages("SENSORIUM_MQTT_QUEUE", 5_000_000);
            List<String> brokers = brokers();
            Duration retention = duration("SENSORIUM_RETENTION");
            Duration compressAfter = duration("SENSORIUM_COMPRESS_AFTER");
            Duration logRetention = duration("SENSORIUM_LOG_RETENTION");
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new GatewaySettings(
                    home,
                    DatabaseAddress.fromEnvironment(environment),
                    brokers,
                    text("SENSORIUM_MQTT_VIA", "").isEmpty()
                            ? null
                            : text("SENSORIUM_MQTT_VIA", ""),
                    text("SENSORIUM_MQTT_USER", "_gateway"),
                    password,
                    text("SENSORIUM_BIND", "127.0.0.1"),
                    mqtt,
                    tls,
                    ws,
                    keystore == null ? null : Path.of(keystore),
                    keystorePassword,
                    handsOver,
                    mostQueued,
                    retention,
                    compressAfter,
                    logRetention == null ? Duration.ofDays(7) : logRetention);
        }

        private boolean handsOver() {
            String value = text("SENSORIUM_HANDOVER", "direct");
            if (!value.equals("direct") && !value.equals("queue")) {
                faults.add("SENSORIUM_HANDOVER is '" + value + "', not 'direct' or 'queue'");
            }
            return value.equals("direct");
        }

        private List<String> brokers() {
            List<String> urls = new ArrayList<>();
            for (String url : text("SENSORIUM_MQTT_URL", "").split(",", -1)) {
                if (DatabaseAddress.holdsPassword(url)) {
                    faults.add(
                            "SENSORIUM_MQTT_URL holds a user or a password: give them by"
                                    + " SENSORIUM_MQTT_USER and SENSORIUM_MQTT_PASSWORD, since"
                                    + " addresses are shown");
                }
                if (!url.isBlank()) {
                    urls.add(url.trim());
                }
            }
            return urls;
        }

        private String text(String key, String otherwise) {
            String value = environment.get(key);
            return value == null || value.isBlank() ? otherwise : value;
        }

        private int port(String key, int otherwise) {
            String value = text(key, Integer.toString(otherwise));
            try {
                int port = Integer.parseInt(value);
                if (port > 0 && port <= HIGHEST_PORT) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // Said below, like any other wrong number.
            }
            faults.add(key + " is '" + value + "', not a port from 1 to " + HIGHEST_PORT);
            return otherwise;
        }

        private long messages(String key, long otherwise) {
            String value = text(key, Long.toString(otherwise));
            try {
                long messages = Long.parseLong(value);
                if (messages > 0) {
                    return messages;
                }
            } catch (NumberFormatException e) {
                // Said below, like a number that is not positive.
            }
            faults.add(key + " is '" + value + "', not a number of messages above 0");
            return otherwise;
        }

        private @Nullable Duration duration(String key) {
            String value = text(key, "");
            if (value.isEmpty()) {
                return null;
            }
            try {
                Duration duration = Duration.parse(value);
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                // Said below, like a duration that is not positive.
            }
            faults.add(key + " is '" + value + "', not a positive ISO-8601 duration such as P90D");
            return null;
        }
    }
}
