package org.sensorium.ingest.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sensorium.ingest.decode.Entry;
import org.sensorium.ingest.decode.MessageDecoder;
import org.sensorium.ingest.decode.UndecodableException;
import org.sensorium.ingest.decode.ValueKind;
import org.sensorium.ingest.validate.Validator;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.Metric;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.Sensor;

/**
 * What has to hold for any payload whatever: it is decoded, or refused with one reason; decoding it
 * again says the same; each of its readings is stored or becomes a dead letter; and what that costs
 * is bounded. Started by the fuzzer, and with its findings by {@link FuzzFindingsTest}.
 */
public final class MessageFuzz {
    private static final long RECEIVED = 1_769_212_800_000_000L;
    private static final long YEAR_10000 = 253_402_300_800_000_000L;
    private static final long YEAR_1 = -62_135_596_800_000_000L;
    private static final int LONGEST_REFUSAL = 400;
    private static final int LETTER_BYTES_FOR_A_PAYLOAD = 16 * 1024 * 1024;
    private static final int TOO_SHORT_TO_SHARE_LETTERS = 2_000;
    private static final Map<String, Metric> METRICS =
            Map.of(
                    "pm25", new Metric((short) 1, "pm25", "ug/m3", 0, 1000, null),
                    "a", new Metric((short) 2, "a", "1", -1e308, 1e308, null));
    private static final Map<String, Sensor> REGISTERED =
            Map.of("s", sensor(1, "s", null), "g", sensor(2, "g", "gw"));
    private static final MessageDecoder DECODER = new MessageDecoder();

    private MessageFuzz() {}

    /** Where Jazzer begins. */
    public static void fuzzerTestOneInput(byte[] payload) {
        List<String> first = transcript(DECODER, payload);
        require(first.equals(transcript(DECODER, payload)), "a decoder remembers", payload);
        require(
                first.equals(transcript(new MessageDecoder(), payload)),
                "a decoder forgets",
                payload);
        judge("readings/s", payload);
        judge("gateways/gw/readings", payload);
    }

    private static List<String> transcript(MessageDecoder decoder, byte[] payload) {
        List<String> entries = new ArrayList<>();
        try {
            decoder.decode(payload, RECEIVED, entry -> entries.add(describe(entry, payload)));
        } catch (UndecodableException e) {
            require(e.reason() != null, "refused without a reason", payload);
            String detail = String.valueOf(e.getMessage());
            require(detail.length() <= LONGEST_REFUSAL, "a long refusal: " + detail, payload);
            return List.of(e.reason() + " " + detail);
        }
        return entries;
    }

    private static String describe(Entry entry, byte[] payload) {
        require(
                entry.from() >= 0 && entry.from() <= entry.to() && entry.to() <= payload.length,
                "bytes " + entry.from() + " to " + entry.to(),
                payload);
        require(
                entry.size() > 0 || entry.shapeProblem() != null,
                "an entry with neither values nor a problem",
                payload);
        StringBuilder text = new StringBuilder();
        text.append(entry.from()).append('-').append(entry.to());
        text.append(' ').append(entry.sensor()).append(entry.sensorIsText());
        text.append(' ').append(entry.time()).append(' ').append(entry.timeText());
        if (entry.time() == Entry.Time.GIVEN) {
            long micros = entry.timeMicros();
            require(micros >= YEAR_1 && micros < YEAR_10000, "time " + micros, payload);
            text.append(' ').append(micros);
        }
        text.append(' ').append(entry.shapeProblem()).append(' ').append(entry.senmlBaseName());
        for (int i = 0; i < entry.size(); i++) {
            boolean finite = Double.isFinite(entry.value(i));
            require(
                    finite == (entry.kind(i) == ValueKind.NUMBER),
                    entry.kind(i) + " is " + entry.value(i),
                    payload);
            text.append(' ').append(entry.metric(i)).append('=').append(entry.value(i));
            text.append(entry.kind(i)).append(entry.text(i));
        }
        return text.toString();
    }

    private static void judge(String topic, byte[] payload) {
        ReadingBatch batch = new ReadingBatch();
        List<DeadLetter> letters = new ArrayList<>();
        Validator validator = new Validator(REGISTERED::get, null, batch, letters);
        validator.begin(topic, payload, RECEIVED);
        try {
            DECODER.decode(
                    payload,
                    RECEIVED,
                    entry -> {
                        int before = batch.size() + letters.size();
                        validator.accept(entry);
                        int told = batch.size() + letters.size() - before;
                        requireToldOnce(topic, entry, told, payload);
                    });
        } catch (UndecodableException e) {
            return;
        }
        long bytes = 0;
        for (DeadLetter letter : letters) {
            bytes += letter.payload().length;
            require(letter.reason() != null, "a letter without a reason", payload);
            require(
                    letter.sensorId() == null || letter.sensorId().length() <= 64,
                    "a sensor id of " + letter.sensorId(),
                    payload);
        }
        require(bytes <= LETTER_BYTES_FOR_A_PAYLOAD, bytes + " bytes of dead letters", payload);
    }

    /** Each reading once; an entry that is none, or of nobody, once as a whole. */
    private static void requireToldOnce(String topic, Entry entry, int told, byte[] payload) {
        int readings = entry.shapeProblem() == null ? entry.size() : 1;
        boolean shared = payload.length > TOO_SHORT_TO_SHARE_LETTERS;
        boolean ofNobody = topic.startsWith("gateways/") && entry.sensor() == null;
        require(
                told == readings
                        || (ofNobody && told == 1)
                        || (shared && told > 0 && told < readings),
                readings + " readings, told of " + told,
                payload);
    }

    private static void require(boolean holds, String otherwise, byte[] payload) {
        if (!holds) {
            throw new AssertionError(otherwise + ", payload of " + payload.length + " bytes");
        }
    }

    private static Sensor sensor(int key, String id, String gateway) {
        return new Sensor(key, id, "air_quality", "city", "centre", null, gateway, METRICS, false);
    }
}
