package org.sensorium.launcher.statusline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The samples of a Prometheus text page. A metric is found by its own name or by one that ends in
 * it: Flink puts its scope in front ({@code flink_taskmanager_job_task_operator_…}).
 */
final class PrometheusText {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})?\\s+(\\S+)(?:\\s+\\d+)?");
    private static final Pattern BOUND = Pattern.compile("\\ble=\"([^\"]+)\"");
    private static final Pattern QUANTILE = Pattern.compile("\\bquantile=\"([^\"]+)\"");

    private final List<Sample> samples;

    private record Sample(String name, String labels, double value) {
        boolean isOf(String metric) {
            return name.equals(metric) || name.endsWith("_" + metric);
        }
    }

    private PrometheusText(List<Sample> samples) {
        this.samples = samples;
    }

    /** Reads a page; lines that are no samples are passed over. */
    static PrometheusText parse(String page) {
        List<Sample> samples = new ArrayList<>();
        page.lines()
                .filter(line -> !line.startsWith("#") && line.contains("sensorium_"))
                .forEach(
                        line -> {
                            Matcher matcher = SAMPLE.matcher(line.strip());
                            if (matcher.matches()) {
                                String labels = matcher.group(2) == null ? "" : matcher.group(2);
                                samples.add(
                                        new Sample(
                                                matcher.group(1),
                                                labels,
                                                number(matcher.group(3))));
                            }
                        });
        return new PrometheusText(List.copyOf(samples));
    }

    /** The sum over all labels; empty if the metric is not on the page. */
    OptionalDouble sum(String metric) {
        double sum = 0;
        boolean found = false;
        for (Sample sample : samples) {
            if (sample.isOf(metric)) {
                sum += sample.value();
                found = true;
            }
        }
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /**
     * A histogram's cumulative counts by upper bound, summed over all other labels; empty if there
     * are none.
     */
    Map<Double, Double> buckets(String metric) {
        Map<Double, Double> buckets = new TreeMap<>();
        for (Sample sample : samples) {
            if (sample.isOf(metric + "_bucket")) {
                Matcher bound = BOUND.matcher(sample.labels());
                if (bound.find()) {
                    buckets.merge(number(bound.group(1)), sample.value(), Double::sum);
                }
            }
        }
        return buckets;
    }

    /** A summary's quantile, the worst over all other labels; empty if there is none. */
    OptionalDouble quantile(String metric, double quantile) {
        OptionalDouble worst = OptionalDouble.empty();
        for (Sample sample : samples) {
            if (sample.isOf(metric) && !Double.isNaN(sample.value())) {
                Matcher label = QUANTILE.matcher(sample.labels());
                if (label.find() && number(label.group(1)) == quantile) {
                    worst = OptionalDouble.of(Math.max(worst.orElse(0), sample.value()));
                }
            }
        }
        return worst;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
        };
    }
}
