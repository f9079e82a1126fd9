package org.sensorium.stream.alert;

import java.io.Serializable;
import java.time.Duration;

/**
 * When an alert flaps: it was raised so many times within half an hour. From then on it stays open
 * until it has been quiet for ten minutes.
 *
 * @param raises so many within half an hour; 0: none ever flaps. Too low holds alerts open that are
 *     over, too high lets them come and go.
 */
public record Flapping(int raises) implements Serializable {
    /** Ten: every three minutes, which nobody answers one by one any more. */
    public static final Flapping USUAL = new Flapping(10);

    static final long WITHIN_MICROS = Duration.ofMinutes(30).toNanos() / 1000;
    static final long QUIET_MICROS = Duration.ofMinutes(10).toNanos() / 1000;
    private static final long serialVersionUID = 1;

    /**
     * As {@code SENSORIUM_JOB_FLAPPING_RAISES} says; the usual one if it says nothing.
     *
     * @throws IllegalArgumentException if that is no number from 0
     */
    public static Flapping ofText(String raises) {
        if (raises.isBlank()) {
            return USUAL;
        }
        if (!raises.strip().matches("\\d{1,3}")) {
            throw new IllegalArgumentException(
                    "SENSORIUM_JOB_FLAPPING_RAISES is '" + raises + "', allowed is 0…999");
        }
        return new Flapping(Integer.parseInt(raises.strip()));
    }
}
