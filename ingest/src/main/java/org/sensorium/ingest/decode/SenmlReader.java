package org.sensorium.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads SenML records (RFC 8428, JSON), with the base fields that carry over from one to the next.
 */
final class SenmlReader {
    private static final int NEWEST_VERSION = 10;
    private static final Set<String> VALUE_FIELDS = Set.of("v", "vb", "vs", "vd");

    private final JsonParser parser;
    private final Entry entry;
    private final long receivedMicros;
    private String baseName = "";
    private double baseTime;
    private double baseValue;

    // Of the record being read.
    private String name = "";
    private double time;
    private boolean hasTime;
    private @Nullable ValueKind kind;
    private double value;
    private @Nullable String valueText;
    private boolean hasOther;

    SenmlReader(JsonParser parser, Entry entry, long receivedMicros) {
        this.parser = parser;
        this.entry = entry;
        this.receivedMicros = receivedMicros;
    }

    /**
     * Whether an object is a SenML record: it has a {@code bn}, or an {@code n} that is text (a
     * metric named {@code n} would be a number).
     *
     * @param ahead a parser of its own, before the object
     */
    static boolean isRecord(JsonParser ahead) throws IOException {
        ahead.nextToken();
        while (ahead.nextToken() == JsonToken.FIELD_NAME) {
            String field = ahead.currentName();
            JsonToken token = ahead.nextToken();
            boolean isName = field.equals("n") && token == JsonToken.VALUE_STRING;
            if (isName || field.equals("bn") || field.equals("bver")) {
                return true;
            }
            ahead.skipChildren();
        }
        return false;
    }

    /** At START_OBJECT; leaves the parser at END_OBJECT. False if the record has no value. */
    boolean readRecord() throws IOException {
        name = "";
        time = 0;
        hasTime = false;
        kind = null;
        valueText = null;
        hasOther = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            readField(field, token);
            parser.skipChildren();
        }
        if (kind == null && !hasOther) {
            return false;
        }
        describe();
        return true;
    }

    private void readField(String field, JsonToken token) throws IOException {
        if (kind != null && VALUE_FIELDS.contains(field)) {
            entry.shapeProblem("SenML record with more than one value");
        }
        switch (field) {
            case "bn" -> baseName = text(field, token, baseName);
            case "bt" -> baseTime = number(field, token, baseTime);
            case "bv" -> baseValue = number(field, token, baseValue);
            case "bver" -> checkVersion(number(field, token, 1));
            case "n" -> name = text(field, token, name);
            case "t" -> {
                time = number(field, token, 0);
                hasTime = true;
            }
            case "v" -> readValue(token);
            case "vb" -> readBoolean(token);
            case "vs", "vd" -> notANumber(token);
            case "sensor" ->
                    entry.sensor(token == JsonToken.VALUE_STRING ? parser.getText() : null);
            case "u", "bu", "ut", "s", "bs" -> hasOther |= field.equals("s");
            default -> {
                // RFC 8428, 4.4: a label that ends in an underscore has to be understood.
                if (field.endsWith("_")) {
                    entry.shapeProblem("SenML field '" + Excerpt.of(field) + "' is not understood");
                    hasOther = true;
                }
            }
        }
    }

    private void readValue(JsonToken token) throws IOException {
        if (!token.isNumeric()) {
            notANumber(token);
            return;
        }
        value = parser.getDoubleValue();
        kind = Double.isFinite(value) ? ValueKind.NUMBER : ValueKind.NOT_FINITE;
        valueText = kind == ValueKind.NUMBER ? null : Excerpt.of(parser.getText());
    }

    private void readBoolean(JsonToken token) throws IOException {
        if (!token.isBoolean()) {
            notANumber(token);
            return;
        }
        value = token == JsonToken.VALUE_TRUE ? 1 : 0;
        kind = ValueKind.NUMBER;
    }

    private void notANumber(JsonToken token) throws IOException {
        kind = ValueKind.WRONG_TYPE;
        value = Double.NaN;
        valueText = token.isScalarValue() ? Excerpt.of(parser.getText()) : token.toString();
    }

    private String text(String field, JsonToken token, String otherwise) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        entry.shapeProblem("SenML field '" + field + "' has to be text");
        hasOther = true;
        return otherwise;
    }

    private double number(String field, JsonToken token, double otherwise) throws IOException {
        if (token.isNumeric()) {
            return parser.getDoubleValue();
        }
        entry.shapeProblem("SenML field '" + field + "' has to be a number");
        hasOther = true;
        return otherwise;
    }

    private void checkVersion(double version) {
        if (version > NEWEST_VERSION) {
            entry.shapeProblem("SenML version " + version + " is newer than " + NEWEST_VERSION);
            hasOther = true;
        }
    }

    private void describe() {
        if (kind == null) {
            entry.shapeProblem("SenML record without v, vb, vs or vd");
        } else {
            addValue(kind);
        }
        entry.senmlName(baseName);
        double seconds = baseTime + time;
        if (seconds != 0 || hasTime) {
            long micros = Timestamps.ofSenml(seconds, receivedMicros);
            if (micros == Timestamps.NONE) {
                entry.badTime(Double.toString(seconds));
            } else {
                entry.time(micros, Double.toString(seconds));
            }
        }
    }

    private void addValue(ValueKind kind) {
        double sum = value + baseValue;
        if (kind == ValueKind.NUMBER && !Double.isFinite(sum)) {
            String text = value + " with the base value " + baseValue;
            entry.add(name, ValueKind.NOT_FINITE, sum, text);
        } else {
            entry.add(name, kind, kind == ValueKind.NUMBER ? sum : value, valueText);
        }
    }
}
