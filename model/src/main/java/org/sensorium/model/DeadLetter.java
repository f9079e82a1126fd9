package org.sensorium.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rejected reading, or a message of which not even the readings could be told apart.
 *
 * @param receivedAt when the broker received the message
 * @param topic the topic it came on
 * @param sensorId the sensor it is about, where that is known
 * @param metric the metric it is about, where that is known
 * @param timestamp the time as the sensor wrote it, where that is known; goes into the {@code
 *     rejected/} notice and into the identity
 * @param reason the contract's reason
 * @param detail what, where, why and what to do, for people
 * @param payload the raw bytes: of the one entry where entries could be told apart, otherwise of
 *     the whole message
 */
public record DeadLetter(
        Instant receivedAt,
        String topic,
        @Nullable String sensorId,
        @Nullable String metric,
        @Nullable String timestamp,
        RejectionReason reason,
        String detail,
        byte[] payload) {}
