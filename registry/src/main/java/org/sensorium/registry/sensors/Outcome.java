package org.sensorium.registry.sensors;

import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.credentials.SensorSecret;

/**
 * What became of one registration.
 *
 * @param secret the new credentials, where there are new ones
 * @param refusal why it was rejected; null otherwise
 */
public record Outcome(Status status, @Nullable SensorSecret secret, @Nullable Refused refusal) {
    /** Created (or brought back from retirement), there already, or not taken. */
    public enum Status {
        CREATED,
        EXISTS,
        REJECTED
    }

    static Outcome created(SensorSecret secret) {
        return new Outcome(Status.CREATED, secret, null);
    }

    static Outcome exists(@Nullable SensorSecret rotated) {
        return new Outcome(Status.EXISTS, rotated, null);
    }

    static Outcome rejected(Refused refusal) {
        return new Outcome(Status.REJECTED, null, refusal);
    }
}
