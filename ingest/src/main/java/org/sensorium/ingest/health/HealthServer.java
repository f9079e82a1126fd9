package org.sensorium.ingest.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /health} and {@code /metrics} on a free port of the loopback address, and says
 * where in {@code run/gateway.url}.
 */
public final class HealthServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final PrometheusMeterRegistry meters;
    private final JsonFactory json = new JsonFactory();
    private volatile List<Check> checks = List.of();

    private HealthServer(HttpServer server, PrometheusMeterRegistry meters) {
        this.server = server;
        this.meters = meters;
        this.threads =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread thread = new Thread(task, "health");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Starts to answer; not ready before {@link #checks} was called.
     *
     * @param urlFile takes the address
     */
    public static HealthServer start(PrometheusMeterRegistry meters, Path urlFile)
            throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HealthServer health =
                new HealthServer(HttpServer.create(new InetSocketAddress(loopback, 0), 0), meters);
        health.server.createContext("/health", health::answerHealth);
        health.server.createContext("/metrics", health::answerMetrics);
        health.server.setExecutor(health.threads);
        health.server.start();
        Files.createDirectories(urlFile.toAbsolutePath().getParent());
        Files.writeString(
                urlFile,
                "http://127.0.0.1:" + health.server.getAddress().getPort() + "\n",
                StandardCharsets.UTF_8);
        return health;
    }

    /** What has to be well from now on. */
    public void checks(List<Check> now) {
        checks = List.copyOf(now);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answerHealth(HttpExchange exchange) throws IOException {
        boolean ready = !checks.isEmpty();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(body)) {
            out.writeStartObject();
            out.writeBooleanField("live", true);
            out.writeArrayFieldStart("checks");
            for (Check check : checks) {
                @Nullable String problem = check.problem().get();
                ready &= problem == null;
                out.writeStartObject();
                out.writeStringField("name", check.name());
                out.writeBooleanField("ok", problem == null);
                out.writeStringField("detail", problem == null ? check.remark().get() : problem);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeBooleanField("ready", ready);
            out.writeEndObject();
        }
        answer(exchange, ready ? OK : UNAVAILABLE, JSON, body.toByteArray());
    }

    private void answerMetrics(HttpExchange exchange) throws IOException {
        byte[] body = meters.scrape().getBytes(StandardCharsets.UTF_8);
        answer(exchange, OK, PROMETHEUS, body);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
