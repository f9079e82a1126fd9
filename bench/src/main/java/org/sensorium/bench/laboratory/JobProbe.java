package org.sensorium.bench.laboratory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the job holds: its heap after a collection, its newest checkpoint. */
public final class JobProbe {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final long BYTES_PER_KILOBYTE = 1024;

    private final Laboratory laboratory;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Asks nothing yet. */
    public JobProbe(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    /**
     * A completed checkpoint.
     *
     * @param bytes of state in it
     * @param millis from its trigger to its end
     */
    public record Checkpoint(long id, long bytes, long millis) {}

    /** Bytes in use on the heap after a full collection. */
    public long heapBytes() throws IOException, InterruptedException {
        long pid =
                laboratory
                        .copy()
                        .pid("job")
                        .orElseThrow(() -> new IOException("the job does not run"));
        Jcmd.run(pid, "GC.run");
        Matcher used = USED.matcher(Jcmd.run(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd does not say how much of the job's heap is used");
        }
        return Long.parseLong(used.group(1)) * BYTES_PER_KILOBYTE;
    }

    /** A checkpoint that was begun after now. */
    public Checkpoint nextCheckpoint(long seconds) throws IOException, InterruptedException {
        long last = newest().id();
        Checkpoint[] found = new Checkpoint[1];
        laboratory.await(
                "a checkpoint is complete",
                seconds,
                () -> {
                    try {
                        found[0] = newest();
                        return found[0].id() > last + 1;
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                });
        return found[0];
    }

    private Checkpoint newest() throws IOException, InterruptedException {
        String base = Files.readString(laboratory.copy().home().resolve("run/flink.url")).strip();
        String job = get(base + "/jobs").path("jobs").path(0).path("id").asText();
        JsonNode completed =
                get(base + "/jobs/" + job + "/checkpoints").path("latest").path("completed");
        return new Checkpoint(
                completed.path("id").asLong(),
                completed.path("state_size").asLong(),
                completed.path("end_to_end_duration").asLong());
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
