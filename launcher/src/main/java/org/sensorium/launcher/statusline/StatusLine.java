package org.sensorium.launcher.statusline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The one line that says how Sensorium fares. Rates and latencies are those of the last ten
 * seconds; "–" stands for what no part tells. Not safe for use by several threads.
 */
public final class StatusLine {
    private static final Duration SPAN = Duration.ofSeconds(10);
    private static final String RECEIVED = "sensorium_receive_readings_total";
    private static final String STORED = "sensorium_store_readings_total";
    private static final String DEAD_LETTERS = "sensorium_deadletters_total";
    private static final String OPEN_ALERTS = "sensorium_alerts_open";
    private static final String TO_STORE = "sensorium_publish_to_store_seconds";
    private static final String TO_ALERT = "sensorium_publish_to_alert_seconds";

    private final Deque<Scrape> scrapes = new ArrayDeque<>();

    private record Scrape(Instant at, List<PrometheusText> pages) {
        OptionalDouble sum(String metric) {
            return pages.stream()
                    .map(page -> page.sum(metric))
                    .filter(OptionalDouble::isPresent)
                    .map(OptionalDouble::getAsDouble)
                    .reduce(Double::sum)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
        }

        OptionalDouble most(Function<PrometheusText, OptionalDouble> figure) {
            return pages.stream()
                    .map(figure)
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .max();
        }

        Map<Double, Double> buckets(String metric) {
            Map<Double, Double> all = new TreeMap<>();
            pages.forEach(
                    page -> page.buckets(metric).forEach((le, n) -> all.merge(le, n, Double::sum)));
            return all;
        }
    }

    /**
     * Takes in the parts' /metrics pages of this moment and renders the line.
     *
     * @param notes what the launcher itself has to say, such as a part that is down; may be empty
     */
    public String render(Instant now, List<String> pages, String notes) {
        scrapes.addLast(new Scrape(now, pages.stream().map(PrometheusText::parse).toList()));
        while (scrapes.size() > 2
                && Duration.between(scrapes.getFirst().at(), now).compareTo(SPAN) > 0) {
            scrapes.removeFirst();
        }
        Scrape last = scrapes.getLast();
        List<String> figures = new ArrayList<>();
        figures.add("in " + rate(RECEIVED) + "/s");
        figures.add("stored " + rate(STORED) + "/s");
        figures.add("dead letters " + count(last.sum(DEAD_LETTERS)));
        figures.add("open alerts " + count(last.most(page -> page.sum(OPEN_ALERTS))));
        figures.add("to store " + latency(TO_STORE));
        figures.add("to alert " + latency(TO_ALERT));
        if (!notes.isEmpty()) {
            figures.add(notes);
        }
        return String.join(" │ ", figures);
    }

    private String rate(String metric) {
        Scrape first = scrapes.getFirst();
        Scrape last = scrapes.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        OptionalDouble before = first.sum(metric);
        OptionalDouble after = last.sum(metric);
        if (after.isEmpty() || before.isEmpty() || seconds <= 0) {
            return "–";
        }
        // A counter that went back belongs to a part that has been started anew.
        double counted = after.getAsDouble() - before.getAsDouble();
        return count(OptionalDouble.of((counted < 0 ? after.getAsDouble() : counted) / seconds));
    }

    private String latency(String metric) {
        return "p50 " + quantile(metric, 0.5) + " p99 " + quantile(metric, 0.99);
    }

    private String quantile(String metric, double share) {
        Scrape last = scrapes.getLast();
        Map<Double, Double> recent =
                Quantiles.between(scrapes.getFirst().buckets(metric), last.buckets(metric));
        OptionalDouble seconds = Quantiles.of(recent, share);
        if (seconds.isEmpty()) {
            seconds = last.most(page -> page.quantile(metric, share));
        }
        return seconds.isEmpty() ? "–" : time(seconds.getAsDouble());
    }

    private static String count(OptionalDouble number) {
        return number.isEmpty() ? "–" : String.format(Locale.ROOT, "%,.0f", number.getAsDouble());
    }

    private static String time(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
