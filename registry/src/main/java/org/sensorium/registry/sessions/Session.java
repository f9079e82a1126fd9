package org.sensorium.registry.sessions;

import java.time.Instant;
import org.sensorium.registry.access.Actor;

/**
 * A session that has just begun.
 *
 * @param token shown once; only its hash is kept
 */
public record Session(String token, Actor actor, Instant expiresAt) {
    @Override
    public String toString() {
        return "Session[" + actor.user() + " until " + expiresAt + "]";
    }
}
