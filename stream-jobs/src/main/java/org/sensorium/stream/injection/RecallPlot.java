package org.sensorium.stream.injection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recall as an SVG: a row for each kind, a column for each detector, a bar for each share found.
 */
final class RecallPlot {
    private static final int LEFT = 110;
    private static final int TOP = 40;
    private static final int COLUMN = 120;
    private static final int ROW = 26;
    private static final int BAR = 100;
    private static final String TEXT = "<text x='%d' y='%d'>%s</text>\n";
    private static final String FRAME =
            "<rect x='%d' y='%d' width='%d' height='14' fill='#e5e7eb'/>\n";
    private static final String SHARE =
            "<rect x='%d' y='%d' width='%.1f' height='14' fill='#2563eb'/>\n";

    private final List<String> detectors = new ArrayList<>();
    private final StringBuilder bars = new StringBuilder();

    /** One detector's recall of each kind, in the order of the kinds. */
    void column(String detector, List<Double> recalls) {
        int x = LEFT + detectors.size() * COLUMN;
        detectors.add(detector);
        for (int i = 0; i < recalls.size(); i++) {
            int y = TOP + i * ROW;
            add(bars, FRAME, x, y, BAR);
            add(bars, SHARE, x, y, BAR * recalls.get(i));
        }
    }

    void write(Path file) throws IOException {
        int width = LEFT + detectors.size() * COLUMN;
        int height = TOP + InjectedKind.values().length * ROW;
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'"
                        + " font-family='sans-serif' font-size='13'>\n",
                width,
                height);
        add(svg, "<rect width='%d' height='%d' fill='white'/>\n", width, height);
        for (int i = 0; i < detectors.size(); i++) {
            add(svg, TEXT, LEFT + i * COLUMN, TOP - 16, detectors.get(i).replace('_', ' '));
        }
        for (InjectedKind kind : InjectedKind.values()) {
            int y = TOP + kind.ordinal() * ROW;
            add(svg, TEXT, 4, y + 12, kind.code().replace('_', ' '));
        }
        Files.writeString(file, svg.append(bars).append("</svg>\n").toString());
    }

    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
