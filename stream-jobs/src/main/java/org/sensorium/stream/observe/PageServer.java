package org.sensorium.stream.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Serves {@code /metrics} of a process that is a cluster's, not ours, on a port that is given. */
final class PageServer implements AutoCloseable {
    private static final int OK = 200;

    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves at once.
     *
     * @param bind the address to listen on
     */
    static PageServer start(String bind, int port, Supplier<String> text) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(bind, port), 0);
            server.createContext("/metrics", exchange -> answer(exchange, text.get()));
            server.start();
            return new PageServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "metrics cannot be served at " + bind + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
