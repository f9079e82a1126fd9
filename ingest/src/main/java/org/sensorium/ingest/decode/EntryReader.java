package org.sensorium.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the entries of one message. Whether an array is SenML shows in its first element. */
final class EntryReader {
    private static final String VALUES = "values";
    private static final String TS = "ts";
    private static final String SENSOR = "sensor";

    private final JsonParser parser;
    private final Entry entry;
    private final SenmlReader senml;
    private final JsonFactory json;
    private final byte[] payload;
    private boolean isSenml;
    private boolean firstElement = true;
    private boolean baseOnly;

    EntryReader(
            JsonFactory json, byte[] payload, JsonParser parser, Entry entry, long receivedMicros) {
        this.json = json;
        this.payload = payload;
        this.parser = parser;
        this.entry = entry;
        this.senml = new SenmlReader(parser, entry, receivedMicros);
    }

    /** A SenML record that only sets base fields holds no reading. */
    boolean isBaseOnly() {
        return baseOnly;
    }

    void readArrayElement() throws IOException {
        if (firstElement) {
            firstElement = false;
            isSenml = looksLikeSenml();
        }
        baseOnly = false;
        if (isSenml) {
            begin();
            baseOnly = !senml.readRecord();
            end();
        } else {
            readObject();
        }
    }

    private boolean looksLikeSenml() throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        try (JsonParser ahead = json.createParser(payload, from, payload.length - from)) {
            return SenmlReader.isRecord(ahead);
        }
    }

    /** An element that is no object. */
    void skipElement() throws IOException {
        firstElement = false;
        baseOnly = false;
        begin();
        entry.shapeProblem(
                "an entry has to be an object, not "
                        + Excerpt.of(parser.currentToken().toString()));
        parser.skipChildren();
        end();
    }

    /** At START_OBJECT; leaves the parser at its END_OBJECT. */
    void readObject() throws IOException {
        begin();
        boolean hasValues = false;
        boolean hasTime = false;
        boolean hasSensor = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(VALUES)) {
                readValues(value, hasValues);
                hasValues = true;
            } else if (name.equals(TS)) {
                readTime(value, hasTime);
                hasTime = true;
            } else if (name.equals(SENSOR)) {
                if (hasSensor) {
                    entry.shapeProblem("'sensor' stands twice");
                }
                hasSensor = true;
                entry.sensor(value == JsonToken.VALUE_STRING ? parser.getText() : null);
                parser.skipChildren();
            } else {
                Values.read(parser, name, entry);
            }
        }
        if (entry.size() == 0) {
            entry.shapeProblem(
                    "no values: {\"ts\": …, \"values\": {\"metric\": number}} is expected");
        }
        end();
    }

    private void readValues(JsonToken value, boolean again) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            entry.shapeProblem("'values' has to be an object of metric: number");
            parser.skipChildren();
            return;
        }
        if (again) {
            entry.shapeProblem("'values' stands twice");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String metric = parser.currentName();
            parser.nextToken();
            Values.read(parser, metric, entry);
        }
    }

    private void readTime(JsonToken value, boolean again) throws IOException {
        if (again) {
            entry.shapeProblem("'ts' stands twice");
        }
        @Nullable String text = value.isScalarValue() ? parser.getText() : value.toString();
        long micros = Timestamps.NONE;
        if (value == JsonToken.VALUE_NUMBER_INT) {
            // Longer than any epoch, and then no long: not worth the parser's big integer.
            micros =
                    parser.getTextLength() > 18
                            ? Timestamps.NONE
                            : Timestamps.ofMillis(parser.getLongValue());
        } else if (value == JsonToken.VALUE_STRING) {
            micros = Timestamps.ofText(text);
        }
        if (micros == Timestamps.NONE) {
            entry.badTime(Excerpt.of(text));
        } else {
            entry.time(micros, text);
        }
        parser.skipChildren();
    }

    private void begin() {
        entry.begin((int) parser.currentTokenLocation().getByteOffset());
    }

    private void end() {
        entry.end((int) parser.currentLocation().getByteOffset());
    }
}
