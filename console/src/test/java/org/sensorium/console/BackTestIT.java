package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.console.RunningConsole.Answer;
import org.sensorium.console.page.MqttPorts;

/**
 * Back-tests over REST, from asked for to over. What runs is a script here: the job's own program
 * is another module's, and .ci/whole-way asks the whole system.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackTestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Gives back what it was given; a rule named long never ends, one named wrong fails. */
    private static final String SCRIPT =
            """
            echo 'backtest: 40 %' >&2
            if grep -q '"long' "$1"; then echo $$ >"$FOLDER/pid"; exec sleep 600; fi
            if grep -q '"wrong' "$1"; then echo 'the log has two inboxes' >&2; exit 1; fi
            grep -q '"above":"3"' "$1" || exit 2
            id=$(sed 's/.*"id":"\\([^"]*\\)".*/\\1/' "$1")
            printf '{"rule": "%s", "from": "%s", "to": "%s"}' "$id" "$3" "$5"
            """;

    @TempDir static Path folder;

    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        String script = SCRIPT.replace("$FOLDER", folder.toString());
        it = new RunningConsole(new MqttPorts(1, 2, 3), List.of("sh", "-c", script, "sh"));
        it.register("wei", "gauge-1", "water");
    }

    private static String wish(String id) {
        return "{'rule': {'id': '%s', 'sensorId': 'gauge-1', 'detector': 'threshold', 'severity': 'minor', 'parameters': {'above': '3'}}, 'from': '2026-01-24T00:00:00+08:00'}"
                .formatted(id);
    }

    private String begun(String id) {
        Answer answer = it.post("wei", "/rules/backtest", wish(id));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(202);
        String at = answer.raw().headers().firstValue("Location").orElseThrow();
        assertThat(at).isEqualTo("/api/v1/rules/backtest/" + answer.json().path("id").asText());
        return at.substring("/api/v1".length());
    }

    private JsonNode over(String at) {
        return await().atMost(PATIENCE)
                .until(
                        () -> it.get("wei", at).json(),
                        seen -> List.of("done", "failed").contains(seen.path("state").asText()));
    }

    @Test
    void theRuleAndTheSpanAreTriedAndTheResultIsThere() {
        JsonNode done = over(begun("higher"));

        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("progress").asDouble()).isEqualTo(1);
        assertThat(done.at("/result/rule").asText()).isEqualTo("higher");
        assertThat(done.at("/result/from").asText()).isEqualTo("2026-01-23T16:00:00Z");
        assertThat(Instant.parse(done.at("/result/to").asText()))
                .isAfter(Instant.parse("2026-01-23T16:00:00Z"));
    }

    @Test
    void whatWentWrongIsToldInItsWords() {
        JsonNode failed = over(begun("wrong"));

        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("error").asText()).isEqualTo("the log has two inboxes");
        assertThat(failed.path("result").isNull()).isTrue();
    }

    @Test
    void oneThatIsStoppedEndsWithItsProcess() throws Exception {
        String at = begun("long");
        await().atMost(PATIENCE)
                .until(() -> it.get("wei", at).json().path("progress").asDouble() == 0.4);
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("pid")));
        String waits = begun("longer");
        assertThat(it.get("wei", waits).json().path("state").asText()).isEqualTo("queued");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());

        assertThat(it.delete("wei", waits).status()).isEqualTo(204);
        assertThat(it.delete("wei", at).status()).isEqualTo(204);

        assertThat(it.get("wei", at).status()).isEqualTo(404);
        await().atMost(PATIENCE)
                .until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertThat(over(begun("next")).path("state").asText()).isEqualTo("done");
    }

    @Test
    void aRuleThatCouldNotBePutIsNotTried() {
        Answer nonsense =
                it.post(
                        "wei",
                        "/rules/backtest",
                        "{'rule': {'detector': 'threshold', 'severity': 'minor', 'parameters': {'over': '3'}}, 'from': '2026-01-24T00:00:00Z', 'to': '2026-01-23T00:00:00Z', 'how': 'fast'}");

        assertThat(nonsense.status()).isEqualTo(422);
        assertThat(nonsense.raw().body())
                .contains("is not after 'from'")
                .contains("\"field\":\"how\"");
        assertThat(it.post("wei", "/rules/backtest", "{}").raw().body())
                .contains("rule: is missing");
        assertThat(it.post("pia", "/rules/backtest", wish("higher")).status()).isEqualTo(422);
        assertThat(it.post("otto", "/rules/backtest", wish("higher")).status()).isEqualTo(403);
        assertThat(it.get("pia", begun("higher")).status()).isEqualTo(404);
    }
}
