package org.sensorium.launcher.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The few calls of a Flink cluster's REST interface that running one job takes. Safe for use by
 * several threads.
 */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /**
     * @param url of the job manager, without a slash at its end
     */
    FlinkRest(String url) {
        this.url = url;
    }

    /** Brings a jar to the cluster; gives the id under which it is kept there. */
    String upload(Path jar) throws IOException {
        String boundary = "sensorium-" + UUID.randomUUID();
        String head =
                "--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + jar.getFileName()
                        + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        HttpRequest request =
                request("/jars/upload")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                HttpRequest.BodyPublishers.concat(
                                        text(head),
                                        HttpRequest.BodyPublishers.ofFile(jar),
                                        text("\r\n--" + boundary + "--\r\n")))
                        .build();
        String stored = send(request).path("filename").asText("");
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    /** Starts an uploaded jar; gives the job's id. */
    String run(String jarId, String mainClass, List<String> arguments, Optional<String> savepoint)
            throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.put("entryClass", mainClass);
        arguments.forEach(body.putArray("programArgsList")::add);
        savepoint.ifPresent(path -> body.put("savepointPath", path));
        return send(post("/jars/" + jarId + "/run", body)).path("jobid").asText("");
    }

    /** Such as RUNNING or FAILED. */
    String state(String jobId) throws IOException {
        return send(request("/jobs/" + jobId).GET().build()).path("state").asText("");
    }

    /** Asks the job to end with a savepoint; gives the id to ask for its progress by. */
    String stopWithSavepoint(String jobId) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("drain", false);
        return send(post("/jobs/" + jobId + "/stop", body)).path("request-id").asText("");
    }

    /** Where the savepoint lies, once it is complete. */
    Optional<String> savepoint(String jobId, String requestId) throws IOException {
        JsonNode answer =
                send(request("/jobs/" + jobId + "/savepoints/" + requestId).GET().build());
        if (!answer.path("status").path("id").asText("").equals("COMPLETED")) {
            return Optional.empty();
        }
        String location = answer.path("operation").path("location").asText("");
        if (location.isEmpty()) {
            throw new IOException(
                    "the cluster made no savepoint: "
                            + cut(
                                    answer.path("operation")
                                            .path("failure-cause")
                                            .path("class")
                                            .asText("no cause given")));
        }
        return Optional.of(location);
    }

    /** Where the job's last complete checkpoint lies, if it has one that outlives it. */
    Optional<String> lastCheckpoint(String jobId) throws IOException {
        String path =
                send(request("/jobs/" + jobId + "/checkpoints").GET().build())
                        .path("latest")
                        .path("completed")
                        .path("external_path")
                        .asText("");
        return path.isEmpty() || path.startsWith("<") ? Optional.empty() : Optional.of(path);
    }

    /** Ends the job at once; checkpoints that it retains stay. */
    void cancel(String jobId) throws IOException {
        send(
                request("/jobs/" + jobId + "?mode=cancel")
                        .method("PATCH", HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    private HttpRequest post(String path, JsonNode body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(text(body.toString()))
                .build();
    }

    private static HttpRequest.BodyPublisher text(String text) {
        return HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(
                        "Flink answers "
                                + response.statusCode()
                                + " to "
                                + request.method()
                                + " "
                                + request.uri().getPath()
                                + ": "
                                + cut(response.body()));
            }
            return response.body().isBlank()
                    ? JSON.createObjectNode()
                    : JSON.readTree(response.body());
        } catch (java.net.ConnectException e) {
            throw new IOException(
                    "no Flink cluster answers at "
                            + url
                            + ": start it, correct SENSORIUM_FLINK_URL, or unset it to run the job here",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Flink was asked", e);
        }
    }

    /**
     * Short enough for a line, and without the arguments, which hold passwords, should an answer
     * repeat them.
     */
    private static String cut(String text) {
        String line =
                text.replaceAll("SENSORIUM_[A-Z_]*PASSWORD=[^\\s\",]*", "…")
                        .replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
