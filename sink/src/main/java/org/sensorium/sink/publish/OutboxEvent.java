package org.sensorium.sink.publish;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alert event that is still to be published.
 *
 * @param id to be given back by {@link Outbox#published}
 * @param departments who is told: one publish each
 * @param json the alert event as outsiders receive it
 * @param causedAt when the broker received the reading behind it; null when no single reading was
 */
public record OutboxEvent(
        long id,
        String alertId,
        String event,
        String sensorId,
        String district,
        String severity,
        String detector,
        List<String> departments,
        String json,
        @Nullable Instant causedAt) {}
