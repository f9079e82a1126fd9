package org.sensorium.sink.publish;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of an alert or an incident that is still to be published.
 *
 * @param id to be given back by {@link Outbox#published}
 * @param about the alert's or the incident's id
 * @param event such as {@code raised}
 * @param notices who is told what: one publish each
 * @param causedAt when the broker received the reading behind it; null when no single reading was
 */
public record OutboxEvent(
        long id, String about, String event, List<Notice> notices, @Nullable Instant causedAt) {
    public OutboxEvent {
        notices = List.copyOf(notices);
    }
}
