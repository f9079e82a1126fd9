package org.sensorium.ingest.inbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.validate.Sensors;
import org.sensorium.model.DeadLetter;

/**
 * Tells sensors what of theirs was rejected, on {@code rejected/{sensorId}}. A courtesy: at most a
 * few hundred a second, the dead letters have them all.
 */
final class Notices {
    static final int MOST_PER_SECOND = 500;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int LONGEST_DIGITS = 18;

    /** Publishes one notice. */
    interface Publisher {
        void publish(String topic, byte[] payload);
    }

    private final JsonFactory json = new JsonFactory();
    private final Sensors sensors;
    private final Publisher publisher;
    private final LongSupplier nanoClock;
    private long secondBegan;
    private int thisSecond;

    Notices(Sensors sensors, Publisher publisher, LongSupplier nanoClock) {
        this.sensors = sensors;
        this.publisher = publisher;
        this.nanoClock = nanoClock;
        this.secondBegan = nanoClock.getAsLong();
    }

    void publish(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            String sensorId = letter.sensorId();
            if (sensorId != null && sensors.sensor(sensorId) != null && mayPublish()) {
                publisher.publish("rejected/" + sensorId, payload(letter));
            }
        }
    }

    private boolean mayPublish() {
        long now = nanoClock.getAsLong();
        if (now - secondBegan >= SECOND_NANOS) {
            secondBegan = now;
            thisSecond = 0;
        }
        return thisSecond++ < MOST_PER_SECOND;
    }

    private byte[] payload(DeadLetter letter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("reason", letter.reason().code());
            out.writeStringField("detail", letter.detail());
            out.writeFieldName("ts");
            writeTimestamp(out, letter.timestamp());
            out.writeStringField("metric", letter.metric());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** As the sensor wrote it: a number stays a number. */
    private static void writeTimestamp(JsonGenerator out, @Nullable String timestamp)
            throws IOException {
        if (timestamp != null && timestamp.matches("-?\\d{1," + LONGEST_DIGITS + "}")) {
            out.writeNumber(Long.parseLong(timestamp));
        } else {
            out.writeString(timestamp);
        }
    }
}
