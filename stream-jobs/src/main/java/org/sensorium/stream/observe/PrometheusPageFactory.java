package org.sensorium.stream.observe;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PrometheusPage} when Flink asks for its reporter, and keeps it under the name that
 * the configuration gives, for whoever serves it: Flink itself hands its reporters to nobody.
 */
public final class PrometheusPageFactory implements MetricReporterFactory {
    private static final String NAME = "page";
    private static final Map<String, PrometheusPage> pages = new ConcurrentHashMap<>();

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        PrometheusPage page = new PrometheusPage();
        pages.put(properties.getProperty(NAME, ""), page);
        return page;
    }

    /** Makes Flink report to a page of that name. */
    public static void configure(Configuration configuration, String name) {
        configuration.setString("metrics.reporters", "sensorium");
        configuration.setString(
                "metrics.reporter.sensorium.factory.class", PrometheusPageFactory.class.getName());
        configuration.setString("metrics.reporter.sensorium." + NAME, name);
    }

    /** The page's text; empty before Flink has started. */
    public static String text(String name) {
        @Nullable PrometheusPage page = pages.get(name);
        return page == null ? "" : page.text();
    }

    /** Forgets the page. */
    public static void forget(String name) {
        pages.remove(name);
    }
}
