package org.sensorium.simulator.replay;

import java.util.regex.Pattern;
import org.sensorium.simulator.publish.JsonBuffer;

/**
 * A row as an entry of the contract's arrays. What is a number in JSON goes as it is written, to
 * the last digit; what is not goes as a string, so that it costs only itself.
 */
final class RowJson {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private RowJson() {}

    /** Appends it. */
    static void append(JsonBuffer out, RecordedRow row) {
        out.put("{\"ts\":");
        if (row.isTimeInMillis() && NUMBER.matcher(row.timestamp()).matches()) {
            out.put(row.timestamp());
        } else {
            out.quoted(row.timestamp());
        }
        out.put(",\"values\":{").quoted(row.metric()).put(':');
        value(out, row.value());
        out.put("}}");
    }

    private static void value(JsonBuffer out, String value) {
        if (NUMBER.matcher(value).matches() || value.equals("true") || value.equals("false")) {
            out.put(value);
            return;
        }
        try {
            double number = Double.parseDouble(value); // such as +5, .5 and 5.
            if (Double.isFinite(number)) {
                out.shortest(number);
                return;
            }
        } catch (NumberFormatException e) {
            // it goes as it is
        }
        out.quoted(value);
    }
}
