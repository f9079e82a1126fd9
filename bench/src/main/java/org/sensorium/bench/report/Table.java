package org.sensorium.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sensorium.bench.report.Figures.Figure;

/** The figures for people: median, range, and the whole against its ceilings. */
public final class Table {
    private static final int MANY = 100;

    private Table() {}

    /**
     * A figure divided by another, and what is wished for.
     *
     * @param of names the figure above the line
     * @param by names the one below it
     */
    public record Ratio(String title, String of, String by) {}

    /** Every figure, then the ratios of those that were measured, then the remarks. */
    public static List<String> lines(Figures figures, List<Ratio> ratios) {
        List<String> lines = new ArrayList<>();
        lines.add(row("figure", "median", "least", "most", "unit"));
        for (Figure figure : figures.all()) {
            lines.add(
                    row(
                            figure.name(),
                            number(figure.spread().median()),
                            number(figure.spread().least()),
                            number(figure.spread().most()),
                            figure.unit()));
        }
        lines.add("");
        for (Ratio ratio : ratios) {
            of(figures, ratio)
                    .ifPresent(
                            value ->
                                    lines.add(
                                            String.format(
                                                    Locale.ROOT,
                                                    "%-66s %12.2f",
                                                    ratio.title(),
                                                    value)));
        }
        figures.remarks().forEach(remark -> lines.add("! " + remark));
        return lines;
    }

    /** The ratio of the medians, if both were measured. */
    public static Optional<Double> of(Figures figures, Ratio ratio) {
        return figures.median(ratio.of())
                .flatMap(above -> figures.median(ratio.by()).map(below -> above / below));
    }

    private static String row(String name, String median, String least, String most, String unit) {
        return String.format(
                Locale.ROOT, "%-66s %12s %12s %12s  %s", name, median, least, most, unit);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < MANY ? "%,.2f" : "%,.0f", value);
    }
}
