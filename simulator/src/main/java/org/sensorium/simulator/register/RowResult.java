package org.sensorium.simulator.register;

import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a bulk registration.
 *
 * @param row its number among all rows sent, from 1
 * @param id the sensor's id, as far as it could be read
 * @param status {@code created}, {@code exists} or {@code rejected}
 * @param user user name for MQTT, if credentials were given
 * @param password the password that goes with it. Secret
 * @param problem why it was rejected, in words
 */
public record RowResult(
        long row,
        String id,
        String status,
        @Nullable String user,
        @Nullable String password,
        @Nullable String problem) {
    /** Whether the sensor is not registered. */
    public boolean rejected() {
        return !status.equals("created") && !status.equals("exists");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "row " + row + ": " + id + " " + status + (problem == null ? "" : ": " + problem);
    }
}
