package org.sensorium.simulator.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and sign-in of the running system. A variable of the environment wins over the same one
 * in {@code $SENSORIUM_HOME/credentials.env}, which {@code sensorium up} writes.
 */
public final class Surroundings {
    private static final String CREDENTIALS_FILE = "credentials.env";

    private final Map<String, String> settings;
    private final Path home;

    private Surroundings(Map<String, String> settings, Path home) {
        this.settings = Map.copyOf(settings);
        this.home = home;
    }

    /**
     * Reads the environment and the file.
     *
     * @param environment such as {@code System.getenv()}
     * @param workingDirectory where {@code .sensorium} is looked for if SENSORIUM_HOME is not set
     */
    public static Surroundings read(Map<String, String> environment, Path workingDirectory) {
        String named = environment.getOrDefault("SENSORIUM_HOME", "");
        Path home = named.isEmpty() ? workingDirectory.resolve(".sensorium") : Path.of(named);
        Map<String, String> settings = new HashMap<>();
        Path file = home.resolve(CREDENTIALS_FILE);
        if (Files.isReadable(file)) {
            try {
                Files.readAllLines(file, StandardCharsets.UTF_8)
                        .forEach(line -> parse(line, settings));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith("SENSORIUM_") && !value.isEmpty()) {
                        settings.put(name, value);
                    }
                });
        return new Surroundings(settings, home);
    }

    /** Folder of the system's state; files that this program writes by itself go below it. */
    public Path home() {
        return home;
    }

    /** Base URL of the console, without a slash at the end. */
    public String httpUrl() {
        String url = require("SENSORIUM_HTTP_URL");
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Comma-separated broker URLs. */
    public String mqttUrl() {
        return require("SENSORIUM_MQTT_URL");
    }

    /** User name of the account that registers sensors. */
    public String adminUser() {
        return settings.getOrDefault("SENSORIUM_ADMIN_USER", "admin");
    }

    /** Its password. Secret. */
    public String adminPassword() {
        return require("SENSORIUM_ADMIN_PASSWORD");
    }

    /** JDBC URL of the database with the views. */
    public String databaseUrl() {
        return require("SENSORIUM_DB_URL");
    }

    /** Its user, if one is needed. */
    public @Nullable String databaseUser() {
        return settings.get("SENSORIUM_DB_USER");
    }

    /** The user's password, if one is needed. Secret. */
    public @Nullable String databasePassword() {
        return settings.get("SENSORIUM_DB_PASSWORD");
    }

    private String require(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new MissingSetting(
                    name
                            + " is not known: it is neither in the environment nor in "
                            + home.resolve(CREDENTIALS_FILE)
                            + ". Start the system with 'sensorium up', point SENSORIUM_HOME at the home of one that runs, or set "
                            + name
                            + ".");
        }
        return value;
    }

    /**
     * Lines are {@code NAME=value}; the value may be quoted; {@code export} before it and comment
     * lines are allowed.
     */
    private static void parse(String line, Map<String, String> into) {
        String text = line.strip();
        if (text.startsWith("export ")) {
            text = text.substring("export ".length()).strip();
        }
        int equals = text.indexOf('=');
        if (equals <= 0 || text.startsWith("#")) {
            return;
        }
        String value = text.substring(equals + 1).strip();
        if (value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0)) {
            value = value.substring(1, value.length() - 1);
        }
        into.put(text.substring(0, equals).strip(), value);
    }

    /** A setting that the command needs is not there. The message says what to do. */
    public static final class MissingSetting extends RuntimeException {
        private static final long serialVersionUID = 1;

        MissingSetting(String message) {
            super(message);
        }
    }
}
