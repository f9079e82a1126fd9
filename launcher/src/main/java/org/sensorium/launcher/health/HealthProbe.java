package org.sensorium.launcher.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.parts.Parts;

/**
 * Asks the parts how they are, by the addresses that they have left in the home. Safe for use by
 * several threads.
 */
public final class HealthProbe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Home home;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();

    /** Knows the addresses by the home. */
    public HealthProbe(Home home) {
        this.home = home;
    }

    /** How a part that is a process of this machine fares. */
    public PartHealth of(String part) {
        OptionalLong pid = living(part);
        if (pid.isEmpty()) {
            return down(part, "does not run");
        }
        Optional<String> url = address(part);
        if (url.isEmpty()) {
            // The fleet is a client and may have nothing to ask; all others are ready only once
            // they say so.
            return part.equals(Parts.FLEET)
                    ? new PartHealth(part, PartHealth.State.OK, pid, List.of())
                    : new PartHealth(part, PartHealth.State.STARTING, pid, List.of());
        }
        try {
            HttpResponse<String> response = get(url.get() + "/health");
            return parse(part, pid, response.body());
        } catch (IOException e) {
            return new PartHealth(
                    part,
                    PartHealth.State.DOWN,
                    pid,
                    List.of(
                            new PartHealth.Check(
                                    "answer",
                                    false,
                                    "lives, but does not answer at " + url.get())));
        }
    }

    /** The part's /metrics as text; empty if it has none at this moment. */
    public Optional<String> metrics(String part) {
        Optional<String> url = address(part);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            HttpResponse<String> response = get(url.get() + "/metrics");
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A part that is not there, and why. */
    public static PartHealth down(String part, String why) {
        return new PartHealth(
                part,
                PartHealth.State.DOWN,
                OptionalLong.empty(),
                List.of(new PartHealth.Check("process", false, why)));
    }

    private OptionalLong living(String part) {
        OptionalLong pid = home.readPid(part);
        boolean alive =
                pid.isPresent()
                        && ProcessHandle.of(pid.getAsLong())
                                .map(ProcessHandle::isAlive)
                                .orElse(false);
        return alive ? pid : OptionalLong.empty();
    }

    private Optional<String> address(String part) {
        try {
            String url = Files.readString(home.url(part)).strip();
            return url.isEmpty()
                    ? Optional.empty()
                    : Optional.of(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private HttpResponse<String> get(String url) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + url + "' is no address", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static PartHealth parse(String part, OptionalLong pid, String body) {
        List<PartHealth.Check> checks = new ArrayList<>();
        try {
            JsonNode json = JSON.readTree(body);
            for (JsonNode check : json.path("checks")) {
                checks.add(
                        new PartHealth.Check(
                                check.path("name").asText("check"),
                                check.path("ok").asBoolean(false),
                                check.path("detail").asText("")));
            }
            boolean ready = json.path("ready").asBoolean(false);
            boolean allWell = checks.stream().allMatch(PartHealth.Check::ok);
            PartHealth.State state =
                    !ready
                            ? PartHealth.State.STARTING
                            : allWell ? PartHealth.State.OK : PartHealth.State.DEGRADED;
            return new PartHealth(part, state, pid, List.copyOf(checks));
        } catch (JsonProcessingException e) {
            checks.add(new PartHealth.Check("answer", false, "its /health is not JSON"));
            return new PartHealth(part, PartHealth.State.DOWN, pid, List.copyOf(checks));
        }
    }
}
