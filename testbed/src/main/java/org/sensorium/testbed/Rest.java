package org.sensorium.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The console's REST interface as its administrator. For one thread. */
public final class Rest {
    private static final int SIGN_IN_FIRST = 401;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final String user;
    private final String password;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable String token;

    /**
     * @param credentials what {@code credentials.env} says
     */
    public Rest(Map<String, String> credentials) {
        this.base = credentials.get("SENSORIUM_HTTP_URL") + "/api/v1";
        this.user = String.valueOf(credentials.get("SENSORIUM_ADMIN_USER"));
        this.password = String.valueOf(credentials.get("SENSORIUM_ADMIN_PASSWORD"));
    }

    /**
     * Calls; signs in first if it has to.
     *
     * @return the answer's body, an empty object if it has none
     * @throws IOException if it does not answer, or not with 2xx
     */
    public JsonNode call(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        if (token == null) {
            signIn();
        }
        HttpResponse<String> answer = exchange(method, path, body);
        if (answer.statusCode() == SIGN_IN_FIRST) {
            // A session that was not used for a while is over.
            signIn();
            answer = exchange(method, path, body);
        }
        return read(method, path, answer);
    }

    private void signIn() throws IOException, InterruptedException {
        token = null;
        String words =
                json.createObjectNode().put("user", user).put("password", password).toString();
        token =
                read("POST", "/session", exchange("POST", "/session", words))
                        .path("token")
                        .asText();
    }

    private HttpResponse<String> exchange(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header(
                                "Content-Type",
                                method.equals("PATCH")
                                        ? "application/merge-patch+json"
                                        : "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode read(String method, String path, HttpResponse<String> answer)
            throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    method + " " + path + ": HTTP " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isBlank() ? json.createObjectNode() : json.readTree(answer.body());
    }
}
