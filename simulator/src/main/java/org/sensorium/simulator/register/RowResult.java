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

    /** As a line of CSV, with the secret. */
    String toCsv() {
        return row
                + ","
                + cell(id)
                + ","
                + cell(status)
                + ","
                + cell(user)
                + ","
                + cell(password)
                + ","
                + cell(problem);
    }

    private static String cell(@Nullable String text) {
        if (text == null) {
            return "";
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "row " + row + ": " + id + " " + status + (problem == null ? "" : ": " + problem);
    }
}
