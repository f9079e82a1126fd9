package org.sensorium.registry.grants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets a department see sensors that it does not own: those of an owner, in a district, of a type,
 * or one; what is null does not narrow it.
 *
 * @param department who may see
 * @param validUntil when it ends by itself; never if null
 * @param purpose what the department wants to see them for, in words for people
 */
public record Grant(
        String id,
        String department,
        @Nullable String owner,
        @Nullable String district,
        @Nullable String type,
        @Nullable String sensorId,
        @Nullable Instant validUntil,
        @Nullable String purpose) {}
