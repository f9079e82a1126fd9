package org.sensorium.simulator.metrics;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.ToDoubleFunction;
import org.sensorium.simulator.publish.Accounts;

/** {@code /metrics} on loopback. */
public final class MetricsPage implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Also keeps the books alive: meters hold them weakly only. */
    private final Accounts accounts;

    private final HttpServer server;

    /**
     * Serves at once.
     *
     * @param port on loopback; 0: any free one
     * @param accounts whose figures
     */
    public MetricsPage(int port, Accounts accounts) throws IOException {
        this.accounts = accounts;
        counter("published.messages", "Given to the publisher", a -> a.submittedMessages());
        counter("published.readings", "Given to the publisher", a -> a.submittedReadings());
        counter("acknowledged.messages", "PUBACK below 0x80", a -> a.acknowledgedMessages());
        counter("acknowledged.readings", "PUBACK below 0x80", a -> a.acknowledgedReadings());
        counter("refused.messages", "Refused for good", a -> a.refusedMessages());
        counter("resent.messages", "Sent again after a loss", a -> a.resentMessages());
        counter("postponed.messages", "Put off by the quota", a -> a.postponedMessages());
        counter("lost.connections", "Connections that went down", a -> a.connectionsLost());
        gauge("outstanding.messages", "Not yet answered", a -> a.outstandingMessages());
        gauge("connections", "Signed in", a -> a.connected());
        for (double share : new double[] {0.5, 0.95, 0.99}) {
            Gauge.builder(
                            "sensorium.simulator.acknowledge.seconds",
                            accounts,
                            a -> seconds(a, share))
                    .description("Publish to PUBACK, of the whole run")
                    .tag("quantile", Double.toString(share))
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/metrics",
                exchange -> {
                    byte[] page = registry.scrape().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders()
                            .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                    exchange.sendResponseHeaders(200, page.length);
                    exchange.getResponseBody().write(page);
                    exchange.close();
                });
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.stop(0);
        registry.close();
    }

    private void counter(String name, String description, ToDoubleFunction<Accounts> value) {
        FunctionCounter.builder("sensorium.simulator." + name, accounts, value)
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Accounts> value) {
        Gauge.builder("sensorium.simulator." + name, accounts, value)
                .description(description)
                .register(registry);
    }

    private static double seconds(Accounts accounts, double share) {
        return accounts.latencyMicros().getValueAtPercentile(share * 100) / 1e6;
    }
}
