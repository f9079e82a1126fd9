package org.sensorium.stream.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.jspecify.annotations.Nullable;

/**
 * Everything that Flink's metric groups of this process measure, as one page in Prometheus' text
 * format. On a cluster it serves itself where Flink's configuration names a port: {@code
 * metrics.reporter.sensorium.port}, and {@code .bind} for another address than loopback. For any
 * thread.
 */
public final class PrometheusPage implements MetricReporter {
    private static final String PORT = "port";
    private static final String BIND = "bind";
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};

    private final Map<Metric, Subject> subjects = new ConcurrentHashMap<>();
    private @Nullable PageServer server;

    private record Subject(String name, String scope, Map<String, String> labels) {}

    /** All samples of one name. */
    private static final class Family {
        private final String type;
        private final String help;
        private final Map<String, String> samples = new LinkedHashMap<>();

        private Family(String type, String help) {
            this.type = type;
            this.help = help;
        }
    }

    @Override
    public void open(MetricConfig config) {
        int port = config.getInteger(PORT, 0);
        if (port > 0) {
            server = PageServer.start(config.getString(BIND, "127.0.0.1"), port, this::text);
        } // otherwise whoever serves the page asks for its text
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        subjects.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(text -> text, '.');
        subjects.put(
                metric,
                new Subject(
                        MetricName.of(scope, name, metric instanceof Counter),
                        scope + '.' + name,
                        MetricName.labels(group.getAllVariables())));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        subjects.remove(metric);
    }

    /** The page now. */
    public String text() {
        Map<String, Family> families = new TreeMap<>();
        subjects.forEach((metric, subject) -> add(metric, subject, families));
        StringBuilder page = new StringBuilder();
        families.forEach(
                (name, family) -> {
                    page.append("# HELP ").append(name).append(' ').append(family.help);
                    page.append("\n# TYPE ").append(name).append(' ').append(family.type);
                    page.append('\n');
                    family.samples.values().forEach(page::append);
                });
        return page.toString();
    }

    private static void add(Metric metric, Subject subject, Map<String, Family> families) {
        StringBuilder out = new StringBuilder();
        String name = subject.name();
        String labels = labels(subject.labels(), "");
        @Nullable String help = null;
        String type = "gauge";
        if (metric instanceof Counter counter) {
            type = "counter";
            sample(out, name, labels, counter.getCount());
        } else if (metric instanceof Meter meter) {
            sample(out, name, labels, meter.getRate());
        } else if (metric instanceof Histogram histogram) {
            type = "summary";
            summary(out, subject, histogram);
        } else if (metric instanceof Gauge<?> gauge) {
            Object value = value(gauge);
            if (value instanceof Latency latency) {
                type = "histogram";
                help = latency.help();
                latency.write(out, name);
            } else if (value instanceof Number number) {
                sample(out, name, labels, number.doubleValue());
            } else {
                return; // text, which Prometheus has no place for
            }
        }
        String about = help != null ? help : MetricHelp.of(name, subject.scope());
        String kind = type;
        Family family = families.computeIfAbsent(name, n -> new Family(kind, about));
        if (family.type.equals(type)) {
            family.samples.putIfAbsent(labels, out.toString());
        }
    }

    private static @Nullable Object value(Gauge<?> gauge) {
        try {
            return gauge.getValue();
        } catch (RuntimeException e) {
            return null; // what it measures is going away
        }
    }

    private static void summary(StringBuilder out, Subject subject, Histogram histogram) {
        HistogramStatistics statistics = histogram.getStatistics();
        for (double quantile : QUANTILES) {
            sample(
                    out,
                    subject.name(),
                    labels(subject.labels(), "quantile=\"" + quantile + "\""),
                    statistics.getQuantile(quantile));
        }
        sample(out, subject.name() + "_count", labels(subject.labels(), ""), histogram.getCount());
    }

    private static void sample(StringBuilder out, String name, String labels, double value) {
        out.append(name).append(labels).append(' ').append(number(value)).append('\n');
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String labels(Map<String, String> labels, String last) {
        StringBuilder text = new StringBuilder();
        labels.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? "" : ",")
                                .append(name)
                                .append("=\"")
                                .append(escaped(value))
                                .append('"'));
        if (!last.isEmpty()) {
            text.append(text.isEmpty() ? "" : ",").append(last);
        }
        return text.isEmpty() ? "" : "{" + text + "}";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
