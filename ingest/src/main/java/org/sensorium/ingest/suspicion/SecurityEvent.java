package org.sensorium.ingest.suspicion;

import java.util.Map;

/**
 * Something that whoever watches over security wants to know.
 *
 * @param actor the account, or {@code unknown user}: what strangers call themselves may be a
 *     password in the wrong field
 * @param action such as {@code publish.refused}
 * @param subject on what: a topic, cut; or the account itself
 * @param detail from which address, how often
 */
public record SecurityEvent(
        String actor, String action, String subject, Map<String, Object> detail) {
    public SecurityEvent {
        detail = Map.copyOf(detail);
    }
}
