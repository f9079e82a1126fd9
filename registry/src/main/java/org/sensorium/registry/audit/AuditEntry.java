package org.sensorium.registry.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param id grows with time
 * @param actor who did it
 * @param action what was done, such as {@code sensor.retired}
 * @param subject to what, such as a sensor's id
 * @param detail a JSON object: before and after, counts, notes; never a secret
 */
public record AuditEntry(
        long id,
        Instant time,
        String actor,
        String action,
        String subject,
        @JsonRawValue String detail) {}
