package org.sensorium.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** Reads one value. Nothing is coerced: only numbers and booleans are values. */
final class Values {
    private static final Set<String> NOT_FINITE =
            Set.of("NaN", "Infinity", "-Infinity", "+Infinity", "INF", "-INF", "+INF");

    private Values() {}

    /** At the value's first token; leaves the parser at its last. */
    static void read(JsonParser parser, String metric, Entry entry) throws IOException {
        JsonToken token = parser.currentToken();
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double value = parser.getDoubleValue();
                if (Double.isFinite(value)) {
                    entry.add(metric, value);
                } else {
                    String text = Excerpt.of(parser.getText());
                    entry.add(metric, ValueKind.NOT_FINITE, value, text);
                }
            }
            case VALUE_TRUE -> entry.add(metric, 1);
            case VALUE_FALSE -> entry.add(metric, 0);
            case VALUE_STRING -> {
                String text = parser.getText();
                ValueKind kind =
                        NOT_FINITE.contains(text) ? ValueKind.NOT_FINITE : ValueKind.WRONG_TYPE;
                entry.add(metric, kind, Double.NaN, '"' + Excerpt.of(text) + '"');
            }
            default -> {
                entry.add(metric, ValueKind.WRONG_TYPE, Double.NaN, nameOf(token));
                parser.skipChildren();
            }
        }
    }

    private static String nameOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            default -> "null";
        };
    }
}
