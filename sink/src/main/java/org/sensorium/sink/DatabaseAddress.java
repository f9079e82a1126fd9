package org.sensorium.sink;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where TimescaleDB is and who signs in. {@link #toString} shows no password.
 *
 * @param url such as {@code jdbc:postgresql://127.0.0.1:25432/sensorium}
 */
public record DatabaseAddress(String url, String user, String password) implements Serializable {
    private static final Pattern PASSWORD = Pattern.compile("(?i)[?&](ssl)?password=|//[^/?]*@");

    /**
     * Reads {@code SENSORIUM_DB_URL}, {@code SENSORIUM_DB_USER} and {@code SENSORIUM_DB_PASSWORD}.
     *
     * @throws IllegalArgumentException naming all that are missing
     */
    public static DatabaseAddress fromEnvironment(Map<String, String> environment) {
        String url = required(environment, "SENSORIUM_DB_URL");
        if (holdsPassword(url)) {
            throw new IllegalArgumentException(
                    "SENSORIUM_DB_URL holds a password: give it by SENSORIUM_DB_PASSWORD, since"
                            + " addresses are shown");
        }
        return new DatabaseAddress(
                url,
                required(environment, "SENSORIUM_DB_USER"),
                required(environment, "SENSORIUM_DB_PASSWORD"));
    }

    /** Whether a password is in the address, which is shown in logs and messages. */
    public static boolean holdsPassword(String url) {
        return PASSWORD.matcher(url).find();
    }

    private static String required(Map<String, String> environment, String key) {
        @Nullable String value = environment.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    key + " is not set: start this part by bin/sensorium up, or set it by hand");
        }
        return value;
    }

    /**
     * One connection outside any pool: for listening, and for advisory locks that live as long as
     * it does.
     */
    public Connection connect(String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
