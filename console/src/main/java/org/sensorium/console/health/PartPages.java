package org.sensorium.console.health;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Fetches one page of every part, all at the same time. */
final class PartPages {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PartAddresses addresses;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(ProxySelector.of(null))
                    .build();

    PartPages(PartAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * The pages by part.
     *
     * @param path such as {@code /health}
     * @return a page for each part that is known; empty for one that does not answer
     */
    Map<String, Optional<String>> fetch(String path) {
        Map<String, CompletableFuture<Optional<String>>> coming = new LinkedHashMap<>();
        addresses.now().forEach((part, base) -> coming.put(part, fetch(base, path)));
        Map<String, Optional<String>> pages = new LinkedHashMap<>();
        coming.forEach((part, page) -> pages.put(part, page.join()));
        return pages;
    }

    private CompletableFuture<Optional<String>> fetch(URI base, String path) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build();
            return client.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .thenApply(HttpResponse::body)
                    .thenApply(Optional::of)
                    .exceptionally(failure -> Optional.empty());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
