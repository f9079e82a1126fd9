package org.sensorium.console.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/**
 * The console's own figures: {@code sensorium.http.requests} counts and times every answer of a
 * route; {@code sensorium.alerts.open} and {@code .acknowledged} are read from the store, at most
 * once a second.
 */
public final class ConsoleMetrics implements AutoCloseable {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final DataSource db;
    private Alerts alerts = new Alerts(Double.NaN, Double.NaN, System.nanoTime() - FRESH_NANOS);

    private record Alerts(double open, double acknowledged, long atNanos) {}

    /** Reads the alerts from this database. */
    public ConsoleMetrics(DataSource db) {
        this.db = db;
        // Names that Prometheus' own check complains of, and that nobody asks for.
        meters.config()
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        Gauge.builder("sensorium.alerts.open", () -> alerts().open())
                .description("Alerts that nobody has taken on yet.")
                .register(meters);
        Gauge.builder("sensorium.alerts.acknowledged", () -> alerts().acknowledged())
                .description("Alerts that somebody has taken on and that are not over.")
                .register(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        collections.bindTo(meters);
    }

    /**
     * Notes an answer.
     *
     * @param route its path as registered, never the path asked for
     */
    public void answered(String method, String route, int status, Duration took) {
        Timer.builder("sensorium.http.requests")
                .description("Answers of the REST interface.")
                .tag("method", method)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .publishPercentileHistogram(false)
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(meters)
                .record(took);
    }

    /** The console's own page. */
    public String scrape() {
        return meters.scrape();
    }

    @Override
    public void close() {
        collections.close();
        meters.close();
    }

    private synchronized Alerts alerts() {
        if (System.nanoTime() - alerts.atNanos() >= FRESH_NANOS) {
            try {
                alerts = Transactions.reading(db, ConsoleMetrics::count);
            } catch (SQLException e) {
                // No figure rather than an old one; /health says that the database is away.
                alerts = new Alerts(Double.NaN, Double.NaN, System.nanoTime());
            }
        }
        return alerts;
    }

    private static Alerts count(Connection connection) throws SQLException {
        List<double[]> counts =
                BoundSql.of(
                                "select count(*) filter (where state = 'open'),"
                                        + " count(*) filter (where state = 'acknowledged')"
                                        + " from store.alerts"
                                        + " where state in ('open', 'acknowledged')")
                        .list(connection, row -> new double[] {row.getLong(1), row.getLong(2)});
        return new Alerts(counts.get(0)[0], counts.get(0)[1], System.nanoTime());
    }
}
