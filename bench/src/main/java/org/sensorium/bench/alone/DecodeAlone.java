package org.sensorium.bench.alone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sensorium.ingest.decode.MessageDecoder;
import org.sensorium.ingest.validate.Sensors;
import org.sensorium.ingest.validate.Validator;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;

/** Decoding and validating alone, on one thread: readings a second. */
public final class DecodeAlone {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double WARM_UP = 0.4;
    private static final int LARGEST_BATCH = 5_000;
    private static final int MESSAGES = 500;

    private DecodeAlone() {}

    /**
     * @param args seconds for each size, sizes of messages in readings
     */
    public static void main(String[] args) throws Exception {
        double seconds = Double.parseDouble(args[0]);
        for (int i = 1; i < args.length; i++) {
            int perMessage = Integer.parseInt(args[i]);
            System.out.println("decode, " + perMessage + " a message=" + rate(perMessage, seconds));
        }
    }

    private static double rate(int perMessage, double seconds) throws Exception {
        long nowMillis = System.currentTimeMillis();
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            payloads.add(payload(perMessage, nowMillis + i));
        }
        ReadingBatch batch = new ReadingBatch();
        List<DeadLetter> letters = new ArrayList<>();
        Sensors sensors = KnownSensors.upTo(MESSAGES)::get;
        Validator validator = new Validator(sensors, null, batch, letters);
        MessageDecoder decoder = new MessageDecoder();
        Map<Integer, String> topics = KnownSensors.topics(MESSAGES);
        long micros = nowMillis * 1000;
        long start = System.nanoTime();
        double from = 0;
        double now = 0;
        long readings = 0;
        while (now < seconds) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] payload = payloads.get(i);
                validator.begin(String.valueOf(topics.get(i)), payload, micros);
                decoder.decode(payload, micros, validator);
                if (batch.size() >= LARGEST_BATCH) {
                    batch.clear();
                }
            }
            now = (System.nanoTime() - start) / NANOS_PER_SECOND;
            if (from > 0) {
                readings += (long) MESSAGES * perMessage;
            } else if (now > seconds * WARM_UP) {
                from = now;
            }
        }
        if (!letters.isEmpty()) {
            throw new IllegalStateException(
                    "a reading of the benchmark is refused: " + letters.get(0));
        }
        return readings / (now - from);
    }

    /** As the load generator writes it. */
    private static byte[] payload(int readings, long millis) {
        StringBuilder text = new StringBuilder(readings == 1 ? "" : "[");
        for (int i = 0; i < readings; i++) {
            text.append(i == 0 ? "" : ",");
            text.append("{\"ts\":").append(millis - readings + i).append(",\"values\":{\"level\":");
            text.append(String.format(Locale.ROOT, "%.2f", 20 + (millis + i * 7L) % 6000 / 100.0));
            text.append("}}");
        }
        return text.append(readings == 1 ? "" : "]").toString().getBytes(StandardCharsets.UTF_8);
    }
}
