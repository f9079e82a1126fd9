package org.sensorium.stream.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /health} and {@code /metrics} on a free port of loopback. */
public final class JobPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_READY = 503;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Supplier<List<Check>> checks;
    private final Supplier<String> metrics;

    /** Serves at once. */
    public JobPage(Supplier<List<Check>> checks, Supplier<String> metrics) throws IOException {
        this.checks = checks;
        this.metrics = metrics;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.threads =
                Executors.newFixedThreadPool(
                        2,
                        task -> {
                            Thread thread = new Thread(task, "sensorium-job-page");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Such as {@code http://127.0.0.1:41234}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/health" -> health(exchange);
                case "/metrics" -> send(exchange, OK, "text/plain; version=0.0.4", metrics.get());
                default -> send(exchange, NOT_FOUND, "text/plain", "/health, /metrics\n");
            }
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        List<Check> found = checks.get();
        boolean ready = found.stream().allMatch(Check::ok);
        send(exchange, ready ? OK : NOT_READY, "application/json", json(ready, found));
    }

    static String json(boolean ready, List<Check> checks) throws JsonProcessingException {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("live", true);
        health.put("ready", ready);
        health.put("checks", checks);
        return JSON.writeValueAsString(health);
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
