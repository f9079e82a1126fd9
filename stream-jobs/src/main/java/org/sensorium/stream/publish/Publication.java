package org.sensorium.stream.publish;

import org.sensorium.sink.publish.OutboxEvent;

/** One publish: an event for one department. */
record Publication(String topic, String json) {
    static Publication of(OutboxEvent event, String department) {
        String topic =
                String.join(
                        "/",
                        "alerts",
                        department,
                        event.district(),
                        event.severity(),
                        event.detector(),
                        event.sensorId());
        return new Publication(topic, event.json());
    }
}
