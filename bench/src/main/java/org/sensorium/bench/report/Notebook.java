package org.sensorium.bench.report;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Where whoever measures writes: figures are kept, and shown as they come.
 *
 * @param say takes a line for people to see
 */
public record Notebook(Figures figures, Consumer<String> say) {
    /** Keeps a figure and shows it. */
    public void add(String name, String unit, double value) {
        figures.add(name, unit, value);
        say("  %s: %,.1f %s", name, value, unit);
    }

    /** Shows a line. */
    public void say(String format, Object... values) {
        say.accept(String.format(Locale.ROOT, format, values));
    }
}
