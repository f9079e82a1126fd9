package org.sensorium.launcher.home;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The passwords that the parts use among themselves and the administrator's first one: made once at
 * random, kept in {@code secrets.env}. {@link #toString} shows none.
 */
public final class Secrets {
    /** The first administrator's name. */
    public static final String ADMIN = "admin";

    /** The MQTT account of the gateway. */
    public static final String GATEWAY_ACCOUNT = "_gateway";

    /** The MQTT account of the job. */
    public static final String JOB_ACCOUNT = "_job";

    private static final String ADMIN_PASSWORD = "SENSORIUM_ADMIN_PASSWORD";
    private static final String SUPERUSER_PASSWORD = "SENSORIUM_DB_SUPERUSER_PASSWORD";
    private static final String ALPHABET =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 24; // 139 bits

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the secrets of a home, making those that are missing.
     *
     * @param roles database roles that need a password each
     * @param adminPassword given by the environment, which wins; null keeps or makes one
     */
    public static Secrets of(Home home, List<String> roles, @Nullable String adminPassword)
            throws IOException {
        Map<String, String> before = EnvFile.read(home.secrets());
        Map<String, String> values = new LinkedHashMap<>(before);
        SecureRandom random = new SecureRandom();
        if (adminPassword != null && !adminPassword.isBlank()) {
            values.put(ADMIN_PASSWORD, adminPassword);
        }
        values.computeIfAbsent(ADMIN_PASSWORD, key -> password(random));
        values.computeIfAbsent(SUPERUSER_PASSWORD, key -> password(random));
        values.computeIfAbsent(accountKey(GATEWAY_ACCOUNT), key -> password(random));
        values.computeIfAbsent(accountKey(JOB_ACCOUNT), key -> password(random));
        for (String role : roles) {
            values.computeIfAbsent(roleKey(role), key -> password(random));
        }
        if (!values.equals(before)) {
            EnvFile.write(home.secrets(), values);
        }
        return new Secrets(values);
    }

    /** The administrator's. */
    public String adminPassword() {
        return require(ADMIN_PASSWORD);
    }

    /** The embedded database's superuser's. */
    public String superuserPassword() {
        return require(SUPERUSER_PASSWORD);
    }

    /** A database role's. */
    public String rolePassword(String role) {
        return require(roleKey(role));
    }

    /** An MQTT service account's. */
    public String accountPassword(String account) {
        return require(accountKey(account));
    }

    private String require(String key) {
        @Nullable String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no secret " + key);
        }
        return value;
    }

    private static String roleKey(String role) {
        return role.toUpperCase(Locale.ROOT) + "_DB_PASSWORD";
    }

    private static String accountKey(String account) {
        return "SENSORIUM" + account.toUpperCase(Locale.ROOT) + "_MQTT_PASSWORD";
    }

    private static String password(SecureRandom random) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
