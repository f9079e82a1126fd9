package org.sensorium.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.sensorium.model.RejectionReason;

/**
 * Reads a payload in any form of the contract as a stream of entries: an object with {@code values}
 * or with metrics of its own, an array of these, or SenML. Not safe for use by several threads.
 *
 * <p>What can be told apart is judged entry by entry; a payload that is not JSON, too deep or too
 * large is refused as a whole, since nothing in it can be trusted.
 */
public final class MessageDecoder {
    /** Largest payload, bytes. */
    public static final int MOST_BYTES = 1024 * 1024;

    /** Most entries of an array. */
    public static final int MOST_ENTRIES = 10_000;

    private static final int MOST_DEPTH = 32;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 1000;

    private final JsonFactory json =
            new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    // Python and others write them; they cost their own reading and no more.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MOST_DEPTH)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .maxNameLength(LONGEST_NAME)
                                    .maxStringLength(MOST_BYTES)
                                    .build())
                    .build();
    private final Entry entry = new Entry();

    /**
     * Gives each entry to the consumer.
     *
     * @param receivedMicros when the broker received it, for SenML's relative times
     * @throws UndecodableException if the message is to be refused as a whole; entries given before
     *     do not count then
     */
    public void decode(byte[] payload, long receivedMicros, EntryConsumer consumer)
            throws UndecodableException {
        if (payload.length > MOST_BYTES) {
            throw new UndecodableException(
                    RejectionReason.OVERSIZE,
                    "message of "
                            + payload.length
                            + " bytes: at most "
                            + MOST_BYTES
                            + ", send it in parts");
        }
        Utf8.check(payload);
        try (JsonParser parser = json.createParser(payload)) {
            decode(payload, parser, receivedMicros, consumer);
            if (parser.nextToken() != null) {
                throw malformed("more than one JSON document", parser);
            }
        } catch (JsonProcessingException e) {
            throw new UndecodableException(
                    RejectionReason.MALFORMED,
                    "not JSON: " + Excerpt.of(e.getOriginalMessage()) + where(e));
        } catch (IOException e) {
            throw new UndecodableException(RejectionReason.MALFORMED, "not JSON: " + e);
        }
    }

    private void decode(
            byte[] payload, JsonParser parser, long receivedMicros, EntryConsumer consumer)
            throws IOException, UndecodableException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new UndecodableException(RejectionReason.MALFORMED, "not JSON: empty payload");
        }
        EntryReader reader = new EntryReader(json, payload, parser, entry, receivedMicros);
        if (first == JsonToken.START_OBJECT) {
            reader.readObject();
            consumer.accept(entry);
        } else if (first == JsonToken.START_ARRAY) {
            decodeArray(parser, reader, consumer);
        } else {
            throw new UndecodableException(
                    RejectionReason.WRONG_SHAPE,
                    "an object or an array is expected, not " + Excerpt.of(parser.getText()));
        }
    }

    private void decodeArray(JsonParser parser, EntryReader reader, EntryConsumer consumer)
            throws IOException, UndecodableException {
        int count = 0;
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (++count > MOST_ENTRIES) {
                throw new UndecodableException(
                        RejectionReason.OVERSIZE,
                        "an array of more than " + MOST_ENTRIES + " entries: send it in parts");
            }
            if (token == JsonToken.START_OBJECT) {
                reader.readArrayElement();
            } else {
                reader.skipElement();
            }
            if (!reader.isBaseOnly()) {
                consumer.accept(entry);
            }
        }
        if (count == 0) {
            throw new UndecodableException(RejectionReason.WRONG_SHAPE, "an array without entries");
        }
    }

    private static UndecodableException malformed(String what, JsonParser parser) {
        return new UndecodableException(
                RejectionReason.MALFORMED,
                what + ", at byte " + parser.currentTokenLocation().getByteOffset());
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", at byte " + e.getLocation().getByteOffset();
    }
}
