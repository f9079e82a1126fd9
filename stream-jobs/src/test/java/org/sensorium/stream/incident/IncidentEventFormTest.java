package org.sensorium.stream.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.IncidentEvent.Member;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Severity;

class IncidentEventFormTest {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00.000001Z");

    private static IncidentEvent event(@Nullable String type, @Nullable String metric) {
        return new IncidentEvent(
                "i-1",
                3,
                AlertEventKind.UPDATED,
                IncidentKind.AREA_EVENT,
                "harbour",
                type,
                metric,
                "harbour",
                Severity.MAJOR,
                NOON,
                NOON.plusSeconds(1),
                List.of(
                        new Member(1, (short) 1, NOON, null),
                        new Member(70_000, (short) 2, NOON, NOON.plusSeconds(9))),
                "en",
                "中文");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        for (IncidentEvent event : List.of(event("rain", "mm"), event(null, null))) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            new IncidentEventForm().serialize(event, out);

            assertThat(
                            new IncidentEventForm()
                                    .deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                    .isEqualTo(event);
        }
    }
}
