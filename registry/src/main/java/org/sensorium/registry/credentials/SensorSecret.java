package org.sensorium.registry.credentials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A sensor's secret: 160 random bits, shown once. Only a salted SHA-256 is kept. Since there is
 * nothing to guess, a slow hash would only slow down the reconnecting of a whole city.
 *
 * @param text what the sensor signs in with: 27 URL-safe characters
 */
public record SensorSecret(String text, byte[] salt, byte[] hash) {
    private static final int SECRET_BYTES = 20;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    public static SensorSecret generate() {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        byte[] salt = random(SALT_BYTES);
        return new SensorSecret(text, salt, hash(salt, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the secret given is the one that was hashed; takes the same time either way. */
    public static boolean verify(byte[] secret, byte[] salt, byte[] hash) {
        return MessageDigest.isEqual(hash, hash(salt, secret));
    }

    private static byte[] hash(byte[] salt, byte[] secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return digest.digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "SensorSecret[masked]";
    }
}
