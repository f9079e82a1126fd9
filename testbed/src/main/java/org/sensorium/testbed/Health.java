package org.sensorium.testbed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;

/** Asks the parts of a home by their own pages, as a probe of an orchestrator would. */
public final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path run;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    Health(Path run) {
        this.run = run;
    }

    /** Whether the part says that it is ready. */
    public boolean isReady(String part) {
        try {
            return page(part, "/health").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The largest value of a metric on the part's page, whatever its labels. */
    public OptionalDouble metric(String part, String name) {
        try {
            return page(part, "/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(
                            line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .max();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private HttpResponse<String> page(String part, String path) throws IOException {
        String url = Files.readString(run.resolve(part + ".url")).strip();
        if (url.isEmpty()) {
            throw new IOException(part + " has not said yet where it is");
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
