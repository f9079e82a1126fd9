package org.sensorium.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Derives an alert's id from what it is about and the event time at which it began, so that a
 * replay finds it again.
 */
public final class AlertId {
    private static final int BYTES = 12;

    private AlertId() {}

    /**
     * 24 hexadecimal digits: the first 96 bits of SHA-256 over sensor, metric, detector and onset.
     *
     * @param onsetMicros event time at which it began, microseconds since 1970
     */
    public static String of(
            String sensorId, String metric, DetectorKind detector, long onsetMicros) {
        return digest(sensorId + '\n' + metric + '\n' + detector.code() + '\n' + onsetMicros);
    }

    static String digest(String subject) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
