package org.sensorium.console.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Location;

/** JSON as the console reads and writes it: strictly, UTF-8 only, bounded in depth and length. */
public final class Json {
    private static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper MAPPER = mapper(LONGEST_TEXT);

    private Json() {}

    private static ObjectMapper mapper(int longestText) {
        return JsonMapper.builder(
                        JsonFactory.builder()
                                .streamReadConstraints(
                                        StreamReadConstraints.builder()
                                                .maxNestingDepth(DEEPEST)
                                                .maxStringLength(longestText)
                                                .maxNumberLength(100)
                                                .build())
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads one JSON object and nothing behind it.
     *
     * @throws Problem malformed, saying where
     */
    public static ObjectNode readObject(byte[] bytes) {
        return readObject(bytes, MAPPER);
    }

    /**
     * The same where one text may be a file in base 64.
     *
     * @param longestText its characters
     */
    static ObjectNode readObjectWithFile(byte[] bytes, int longestText) {
        return readObject(bytes, mapper(longestText));
    }

    private static ObjectNode readObject(byte[] bytes, ObjectMapper mapper) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(ProblemKind.MALFORMED, "not UTF-8: JSON has to be encoded in UTF-8");
        }
        try {
            JsonNode node = mapper.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw Problem.of(
                    ProblemKind.MALFORMED, "not a JSON object: wanted is {\"name\": value, …}");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null
                            ? ""
                            : " at line "
                                    + e.getLocation().getLineNr()
                                    + ", column "
                                    + e.getLocation().getColumnNr();
            throw Problem.of(
                    ProblemKind.MALFORMED, "not JSON" + where + ": " + cut(e.getOriginalMessage()));
        }
    }

    /** Reads what Sensorium itself has written. */
    public static JsonNode readOwn(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** As bytes. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tree that is no JSON", e);
        }
    }

    /** RFC 3339 in UTC with milliseconds; null stays null. */
    public static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : TIME.format(at);
    }

    /** Puts the text, unless there is none. */
    public static void putIf(ObjectNode json, String field, @Nullable String text) {
        if (text != null) {
            json.put(field, text);
        }
    }

    /** Puts the place, unless there is none. */
    public static void putLocation(ObjectNode json, @Nullable Location location) {
        if (location != null) {
            json.putObject("location").put("lat", location.lat()).put("lon", location.lon());
        }
    }

    /** The first 80 characters, for messages. */
    public static String cut(@Nullable String text) {
        String all = String.valueOf(text);
        return all.length() <= 80 ? all : all.substring(0, 80) + "…";
    }
}
