package org.sensorium.console.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;

/**
 * The console as one part among others: its own health and metrics on a free loopback port, which
 * {@code run/console.url} names. The launcher asks here, so that a gateway that is down is not told
 * of the console.
 */
public final class PartServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "part-page");
                        thread.setDaemon(true);
                        return thread;
                    });
    private @Nullable Path file;

    private PartServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param run the home's folder {@code run}; null if there is no home, then nobody is told where
     */
    public static PartServer start(Health health, ConsoleMetrics metrics, @Nullable Path run)
            throws IOException {
        PartServer page =
                new PartServer(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        page.server.createContext(
                "/health",
                exchange -> {
                    ObjectNode json = health.own();
                    int status = json.path("ready").asBoolean() ? 200 : 503;
                    answer(exchange, status, "application/json", Json.bytes(json));
                });
        page.server.createContext(
                "/metrics",
                exchange ->
                        answer(
                                exchange,
                                200,
                                HealthSubject.PROMETHEUS,
                                metrics.scrape().getBytes(StandardCharsets.UTF_8)));
        page.server.setExecutor(page.threads);
        page.server.start();
        if (run != null) {
            page.tell(run);
        }
        return page;
    }

    private void tell(Path run) throws IOException {
        Files.createDirectories(run);
        Path target = run.resolve(Health.PART + ".url");
        Path fresh = Files.createTempFile(run, Health.PART, ".new");
        Files.writeString(fresh, "http://127.0.0.1:" + server.getAddress().getPort() + "\n");
        Files.move(
                fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file = target;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        if (file != null) {
            Files.deleteIfExists(file);
        }
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
