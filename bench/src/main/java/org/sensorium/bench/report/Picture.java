package org.sensorium.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws a curve as SVG: axes with round numbers, a line and dots for each series, a legend. */
public final class Picture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 90;
    private static final int RIGHT = 200;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final int LEGEND_LINE = 20;
    private static final int TICKS = 5;
    private static final List<String> COLOURS =
            List.of("#1f6f8b", "#c8553d", "#588157", "#8e5ea2", "#b08900", "#444444");

    private final Curve curve;
    private final StringBuilder svg = new StringBuilder();
    private final double xFrom;
    private final double xTo;
    private final double yTo;

    private Picture(Curve curve) {
        this.curve = curve;
        this.xFrom = least(point -> scaled(point[0]));
        this.xTo = Math.max(most(point -> scaled(point[0])), Math.nextUp(xFrom));
        this.yTo = roundUp(Math.max(most(point -> point[1]), Double.MIN_NORMAL));
    }

    /**
     * The whole file.
     *
     * @throws IllegalArgumentException if there is nothing to draw
     */
    public static String of(Curve curve) {
        if (curve.getSeries().isEmpty()) {
            throw new IllegalArgumentException("'" + curve.getTitle() + "' has no points");
        }
        return new Picture(curve).draw();
    }

    private String draw() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"24\" font-size=\"16\">%s</text>", LEFT, escaped(curve.getTitle()));
        yAxis();
        xAxis();
        int number = 0;
        for (Map.Entry<String, List<double[]>> series : curve.getSeries().entrySet()) {
            series(series.getKey(), series.getValue(), number++);
        }
        return svg.append("</svg>\n").toString();
    }

    private void yAxis() {
        for (int i = 0; i <= TICKS; i++) {
            double value = yTo * i / TICKS;
            double y = y(value);
            add(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT, y, WIDTH - RIGHT, y);
            add(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 8, y + 4, number(value));
        }
        add(
                "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2, escaped(curve.getYLabel()));
    }

    private void xAxis() {
        int bottom = HEIGHT - BOTTOM;
        add(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#444444\"/>",
                LEFT, bottom, WIDTH - RIGHT, bottom);
        double[] ticks = xTicks();
        for (double tick : ticks) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(tick), bottom + LEGEND_LINE, number(tick));
        }
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, escaped(curve.getXLabel()));
    }

    /** Where there are points; on an even axis at even distances. */
    private double[] xTicks() {
        if (curve.isXLogarithmic()) {
            return curve.getSeries().values().stream()
                    .flatMap(List::stream)
                    .mapToDouble(point -> point[0])
                    .distinct()
                    .sorted()
                    .toArray();
        }
        double[] ticks = new double[TICKS + 1];
        for (int i = 0; i <= TICKS; i++) {
            ticks[i] = xFrom + (xTo - xFrom) * i / TICKS;
        }
        return ticks;
    }

    private void series(String name, List<double[]> points, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            path.length() == 0 ? "M" : " L",
                            x(point[0]),
                            y(point[1])));
            add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                    x(point[0]), y(point[1]), colour);
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
        int legend = TOP + LEGEND_LINE * number;
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                WIDTH - RIGHT + 16, legend, colour);
        add("<text x=\"%d\" y=\"%d\">%s</text>", WIDTH - RIGHT + 34, legend + 11, escaped(name));
    }

    private double x(double value) {
        return LEFT + (scaled(value) - xFrom) / (xTo - xFrom) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / yTo * (HEIGHT - BOTTOM - TOP);
    }

    private double scaled(double x) {
        return curve.isXLogarithmic() ? Math.log10(x) : x;
    }

    private double least(ToDoubleFunction<double[]> coordinate) {
        return curve.getSeries().values().stream()
                .flatMap(List::stream)
                .mapToDouble(coordinate)
                .min()
                .orElseThrow();
    }

    private double most(ToDoubleFunction<double[]> coordinate) {
        return curve.getSeries().values().stream()
                .flatMap(List::stream)
                .mapToDouble(coordinate)
                .max()
                .orElseThrow();
    }

    /** The next number that begins with 1, 2, 2.5 or 5 and goes on with zeros. */
    static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double digit : new double[] {1, 2, 2.5, 5}) {
            if (value <= digit * power) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
