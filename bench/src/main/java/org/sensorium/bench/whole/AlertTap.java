package org.sensorium.bench.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.load.Subscriber;

/**
 * Hears alerts as operators do, over MQTT. An alert's {@code raisedAt} is the time stamp of the
 * reading that raised it, which is when that was to be sent, in whole milliseconds.
 */
final class AlertTap implements AutoCloseable {
    private static final int DIGITS = 3;

    private final ObjectMapper json = new ObjectMapper();
    private final Histogram micros = new ConcurrentHistogram(DIGITS);
    private final Subscriber subscriber;

    AlertTap(Laboratory laboratory) throws IOException, InterruptedException {
        subscriber =
                Subscriber.connect(
                        laboratory.mqttPort(),
                        laboratory.administrator(),
                        laboratory.alertFilter(),
                        (topic, payload) -> heard(payload));
    }

    private void heard(ByteBuffer payload) throws IOException {
        Instant now = Instant.now();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        JsonNode event = json.readTree(bytes);
        if (event.path("event").asText().equals("raised")) {
            Instant raised = Instant.parse(event.path("raisedAt").asText());
            micros.recordValue(Math.max(0, ChronoUnit.MICROS.between(raised, now)));
        }
    }

    /** Alerts that were raised and heard. */
    long count() {
        return micros.getTotalCount();
    }

    /** Microseconds. */
    Histogram latencies() {
        return micros;
    }

    @Override
    public void close() throws IOException {
        subscriber.close();
    }
}
