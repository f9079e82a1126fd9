package org.sensorium.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.launcher.home.Home;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;

/**
 * What the environment says, checked as a whole. {@link #toString} shows no secret.
 *
 * @param root the checkout, in which the parts' jars lie
 * @param ports the ports to listen on, by the name of their variable
 * @param database an existing TimescaleDB
 * @param mqttUrl an existing broker
 * @param flinkUrl an existing Flink cluster
 * @param adminPassword wanted for the administrator
 * @param environment everything else, handed on to the parts as it is
 */
public record Settings(
        Path root,
        Home home,
        Map<String, Integer> ports,
        Optional<ExistingDatabase> database,
        Optional<String> mqttUrl,
        Optional<String> flinkUrl,
        Optional<String> adminPassword,
        Map<String, String> environment) {

    /** REST and the web page. */
    public static final String HTTP_PORT = "SENSORIUM_HTTP_PORT";

    /** MQTT without TLS. */
    public static final String MQTT_PORT = "SENSORIUM_MQTT_PORT";

    /** MQTT with TLS. */
    public static final String MQTT_TLS_PORT = "SENSORIUM_MQTT_TLS_PORT";

    /** MQTT over WebSocket. */
    public static final String MQTT_WS_PORT = "SENSORIUM_MQTT_WS_PORT";

    /** The embedded database. */
    public static final String DB_PORT = "SENSORIUM_DB_PORT";

    private static final Map<String, Integer> DEFAULT_PORTS = defaultPorts();

    /** A TimescaleDB that is already there, and who signs in to it. */
    public record ExistingDatabase(String url, String user, String password) {
        @Override
        public String toString() {
            return url + " as " + user;
        }
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException listing everything that is wrong, by the variables' names
     */
    public static Settings from(Map<String, String> given, Path root) {
        Map<String, String> environment = Variables.withoutOwnCredentials(given);
        List<String> faults = new ArrayList<>();
        Map<String, Integer> ports = new LinkedHashMap<>();
        Map<Integer, String> taken = new TreeMap<>();
        DEFAULT_PORTS.forEach(
                (key, byDefault) -> {
                    int port = port(environment, key, byDefault, faults);
                    @Nullable String other = taken.put(port, key);
                    if (other != null) {
                        faults.add(
                                key
                                        + " and "
                                        + other
                                        + " are both "
                                        + port
                                        + ": give each a port of its own");
                    }
                    ports.put(key, port);
                });
        for (String key :
                List.of(
                        "SENSORIUM_RETENTION",
                        "SENSORIUM_LOG_RETENTION",
                        "SENSORIUM_COMPRESS_AFTER")) {
            given(environment, key).ifPresent(text -> checkDuration(key, text, faults));
        }
        Optional<ExistingDatabase> database = database(environment, faults);
        for (String key : List.of("SENSORIUM_MQTT_URL", "SENSORIUM_FLINK_URL")) {
            if (given(environment, key).filter(DatabaseAddress::holdsPassword).isPresent()) {
                faults.add(key + " holds a user or a password: addresses are shown, leave it out");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return new Settings(
                root,
                new Home(
                        given(environment, "SENSORIUM_HOME")
                                .map(Path::of)
                                .orElse(root.resolve(".sensorium"))),
                Map.copyOf(ports),
                database,
                given(environment, "SENSORIUM_MQTT_URL"),
                given(environment, "SENSORIUM_FLINK_URL").map(Settings::withoutSlash),
                given(environment, "SENSORIUM_ADMIN_PASSWORD"),
                Map.copyOf(environment));
    }

    /** The port of one of the variables above. */
    public int port(String key) {
        @Nullable Integer port = ports.get(key);
        if (port == null) {
            throw new IllegalArgumentException(key + " is not a port's variable");
        }
        return port;
    }

    /** The ports that we ourselves will listen on, in the order of the documentation. */
    public List<String> portsInUse() {
        List<String> keys = new ArrayList<>(List.of(HTTP_PORT));
        if (mqttUrl.isEmpty()) {
            keys.addAll(List.of(MQTT_PORT, MQTT_TLS_PORT, MQTT_WS_PORT));
        }
        if (database.isEmpty()) {
            keys.add(DB_PORT);
        }
        return keys;
    }

    /** Where sensors and users reach the broker. */
    public String mqttAddress() {
        return mqttUrl.orElse("tcp://127.0.0.1:" + port(MQTT_PORT));
    }

    /**
     * Where the parts reach the database when something stands before it (a pooler, a proxy), as
     * {@code host:port}; empty: at its own address.
     */
    public Optional<String> databaseVia() {
        return given(environment, "SENSORIUM_DB_VIA");
    }

    /** Where the parts reach the broker when something stands before it, as {@code host:port}. */
    public Optional<String> mqttVia() {
        return given(environment, "SENSORIUM_MQTT_VIA");
    }

    /** Where REST and the web page are. */
    public String httpAddress() {
        return "http://127.0.0.1:" + port(HTTP_PORT);
    }

    @Override
    public String toString() {
        return "home " + home.root() + ", ports " + new TreeMap<>(ports);
    }

    private static Map<String, Integer> defaultPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(HTTP_PORT, 8080);
        ports.put(MQTT_PORT, 1883);
        ports.put(MQTT_TLS_PORT, 8883);
        ports.put(MQTT_WS_PORT, 8083);
        ports.put(DB_PORT, 25432);
        return ports;
    }

    private static int port(
            Map<String, String> environment, String key, int byDefault, List<String> faults) {
        Optional<String> text = given(environment, key);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            int port = Integer.parseInt(text.get());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number out of range is
        }
        faults.add(key + " is '" + cut(text.get()) + "': a port is a number from 1 to 65535");
        return byDefault;
    }

    private static void checkDuration(String key, String text, List<String> faults) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative() || duration.isZero()) {
                faults.add(key + " is '" + cut(text) + "': it has to be longer than nothing");
            }
        } catch (DateTimeParseException e) {
            faults.add(
                    key
                            + " is '"
                            + cut(text)
                            + "': write an ISO-8601 duration such as P30D or PT12H");
        }
    }

    private static Optional<ExistingDatabase> database(
            Map<String, String> environment, List<String> faults) {
        Optional<String> url = given(environment, "SENSORIUM_DB_URL");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.get().startsWith("jdbc:postgresql://")) {
            faults.add(
                    "SENSORIUM_DB_URL has to be like jdbc:postgresql://host:port/database, with user and password in"
                            + " SENSORIUM_DB_USER and SENSORIUM_DB_PASSWORD");
        }
        if (DatabaseAddress.holdsPassword(url.get())) {
            faults.add(
                    "SENSORIUM_DB_URL holds a password: give it by SENSORIUM_DB_PASSWORD, since addresses are shown");
        }
        Optional<String> user = given(environment, "SENSORIUM_DB_USER");
        if (user.isEmpty()) {
            faults.add("SENSORIUM_DB_URL is set, but SENSORIUM_DB_USER is not");
        } else if (user.get().equals(Schema.READER)) {
            faults.add(
                    "SENSORIUM_DB_USER is "
                            + Schema.READER
                            + ", who may only read (is it another home's credentials.env?): unset SENSORIUM_DB_URL, or"
                            + " name a user who may create tables");
        }
        return Optional.of(
                new ExistingDatabase(
                        url.get(),
                        user.orElse(""),
                        environment.getOrDefault("SENSORIUM_DB_PASSWORD", "")));
    }

    private static Optional<String> given(Map<String, String> environment, String key) {
        return Optional.ofNullable(environment.get(key))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
