package org.sensorium.launcher.health;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of one part at this moment.
 *
 * @param state ok, degraded, starting, down
 * @param pid of its process, if it has one here
 * @param checks what it says of itself
 */
public record PartHealth(String name, State state, OptionalLong pid, List<Check> checks) {
    /** How a part fares. */
    public enum State {
        /** Does all that it should. */
        OK,
        /** Works, but somebody should look. */
        DEGRADED,
        /** Lives, but is not ready. */
        STARTING,
        /** Does not live, or does not answer. */
        DOWN
    }

    /** One of the things that a part looks at. */
    public record Check(String name, boolean ok, String detail) {}

    /** Whether nobody needs to look. */
    public boolean healthy() {
        return state == State.OK;
    }

    /** Whether others can rely on it already. */
    public boolean ready() {
        return state == State.OK || state == State.DEGRADED;
    }

    /** Its complaints in one line; empty when it has none. */
    public String complaint() {
        return String.join(
                "; ",
                checks.stream()
                        .filter(check -> !check.ok())
                        .map(
                                check ->
                                        check.detail().isBlank()
                                                ? check.name()
                                                : check.name() + ": " + check.detail())
                        .toList());
    }
}
