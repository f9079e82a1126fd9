package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sensorium.console.RunningConsole.Answer;

/** The page's files as they go out, and what a browser is told about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageFilesIT {
    private static final long FIRST_VIEW_BYTES = 300_000;

    /** What a file has a browser fetch at once. */
    private static final Pattern AT_ONCE =
            Pattern.compile(
                    "(?:from '\\./|import '\\./|Worker\\('/page/|href=\"/page/|src=\"/page/|style\\('|script\\(')([a-z-]+)(\\.[a-z]+)?['\"]");

    /** What it has fetched later. */
    private static final Pattern LATER = Pattern.compile("import\\('\\./([a-z-]+\\.js)'\\)");

    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    @Test
    void theBrowserIsToldToTakeNothingInlineAndNothingFromElsewhere() throws Exception {
        Map<String, List<String>> headers = fetch("/").headers().map();

        String policy = headers.get("content-security-policy").get(0);
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                .contains("connect-src 'self' ws://127.0.0.1:" + RunningConsole.MQTT_WS_PORT + ";")
                .doesNotContain("unsafe", "*", "http:", "https:");
        assertThat(headers)
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
                .containsKey("permissions-policy")
                .doesNotContainKeys("server", "set-cookie", "strict-transport-security");
        String page = text(fetch("/"));
        assertThat(page).doesNotContain("<style", " style=", " onclick");
        assertThat(page.replaceAll("<script[^>]+src=\"[^\"]+\"></script>", ""))
                .doesNotContain("<script");
    }

    @Test
    void overHttpsTheBrowserIsToldToStayThere() throws Exception {
        HttpResponse<byte[]> answer =
                it.http.send(
                        HttpRequest.newBuilder(it.uri("/"))
                                .header("X-Forwarded-Proto", "https")
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
    }

    @Test
    void everyFileThatAnotherNamesIsThereAndTheFirstViewIsSmall() throws Exception {
        Map<String, HttpResponse<byte[]>> all = reachable("/", true);
        assertThat(all).hasSizeGreaterThan(30);
        assertThat(all.keySet()).contains("/page/leaflet.js", "/page/uplot.js", "/page/qrcode.js");
        assertThat(all)
                .allSatisfy(
                        (name, answer) -> assertThat(answer.statusCode()).as(name).isEqualTo(200));

        Map<String, HttpResponse<byte[]>> first = reachable("/", false);
        first.putAll(reachable("/page/alerts-view.js", false));
        first.putAll(reachable("/page/live.js", false));
        first.put("/page/mqtt.js", all.get("/page/mqtt.js"));
        first.put("/page/zh.json", fetch("/page/zh.json"));
        assertThat(first.values().stream().mapToLong(answer -> answer.body().length).sum())
                .isLessThan(FIRST_VIEW_BYTES);
    }

    @Test
    void aFileIsSentOnceAndThenOnlyConfirmed() throws Exception {
        HttpResponse<byte[]> first = fetch("/page/app.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");

        Answer again =
                it.send(
                        HttpRequest.newBuilder(it.uri("/page/app.js"))
                                .header("If-None-Match", tag)
                                .GET());
        assertThat(again.status()).isEqualTo(304);
        Answer plain = it.send(HttpRequest.newBuilder(it.uri("/page/app.js")).GET());
        assertThat(plain.raw().body()).isEqualTo(text(first));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.js",
                "index.html",
                "libraries.properties",
                "PageSubject.class",
                "..%2fopenapi.yaml",
                "%2e%2e",
                "app.js%00",
                "APP.JS"
            })
    void nothingElseIsServed(String name) {
        Answer answer = it.send(HttpRequest.newBuilder(it.uri("/page/" + name)).GET());

        assertThat(answer.status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "null", "http://127.0.0.1:1"})
    void aPageOfElsewhereChangesNothingHere(String origin) {
        Answer signIn = signIn(origin);
        Answer change =
                it.send(
                        it.request("admin", "/departments/csrf")
                                .header("Origin", origin)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"name\": \"x\"}")));

        assertThat(signIn.status()).isEqualTo(403);
        assertThat(change.status()).isEqualTo(403);
        assertThat(it.get("admin", "/departments/csrf").status()).isEqualTo(404);
    }

    @Test
    void theOwnPageMaySignInAndIsGivenNoCookie() {
        Answer answer = signIn("http://127.0.0.1:" + it.console.port());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void eachSignInHasATokenOfItsOwnAndWhatIsSentByAWrongNameIsNoToken() {
        String one = it.signIn("otto");
        String other = it.signIn("otto");
        assertThat(one).isNotEqualTo(other);

        Answer cookie =
                it.send(
                        HttpRequest.newBuilder(it.uri("/api/v1/session"))
                                .header("Cookie", "token=" + one + "; Authorization=Bearer " + one)
                                .GET());
        assertThat(cookie.status()).isEqualTo(401);
    }

    private Answer signIn(String origin) {
        return it.send(
                HttpRequest.newBuilder(it.uri("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .header("Origin", origin)
                        .POST(
                                BodyPublishers.ofString(
                                        RunningConsole.json(
                                                "{'user': 'otto', 'password': '"
                                                        + RunningConsole.PASSWORD
                                                        + "'}"))));
    }

    /** All that a browser fetches from there on, by address. */
    private Map<String, HttpResponse<byte[]>> reachable(String start, boolean later)
            throws Exception {
        Map<String, HttpResponse<byte[]>> found = new TreeMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (found.containsKey(name)) {
                continue;
            }
            HttpResponse<byte[]> answer = fetch(name);
            found.put(name, answer);
            if (isLibrary(name)) {
                continue;
            }
            String text = text(answer);
            AT_ONCE.matcher(text)
                    .results()
                    .forEach(m -> next.push(address(m.group(0), m.group(1), m.group(2))));
            if (later) {
                LATER.matcher(text).results().forEach(m -> next.push("/page/" + m.group(1)));
            }
        }
        return found;
    }

    private static String address(String how, String name, String ending) {
        String byCall = how.startsWith("style") ? ".css" : ".js";
        return "/page/" + name + (ending == null ? byCall : ending);
    }

    private static boolean isLibrary(String name) {
        return Set.of("mqtt", "preact", "qrcode", "leaflet", "uplot", "papaparse", "supercluster")
                .contains(name.replaceAll("^/page/|\\.[a-z]+$", ""));
    }

    private HttpResponse<byte[]> fetch(String path) throws IOException, InterruptedException {
        return it.http.send(
                HttpRequest.newBuilder(it.uri(path)).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
