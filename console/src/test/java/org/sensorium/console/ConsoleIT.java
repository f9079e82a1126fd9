package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.RunningConsole.Answer;

/** Every call of the contract, over HTTP, against a real TimescaleDB with least rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    @Test
    void aSensorIsRegisteredFoundChangedRotatedAndRetired() {
        Answer created = it.register("wei", "life-1", "water");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/credentials/user").asText()).isEqualTo("life-1");
        assertThat(created.json().at("/credentials/password").asText()).hasSize(27);
        assertThat(created.raw().headers().firstValue("Location"))
                .contains("/api/v1/sensors/life-1");
        assertThat(it.register("wei", "life-1", "water").status()).isEqualTo(409);

        JsonNode found = it.get("wei", "/sensors/life-1").json();
        assertThat(found.has("credentials")).isFalse();
        assertThat(found.at("/metrics/0/interval").asText()).isEqualTo("PT1M");
        assertThat(found.at("/state").asText()).isEqualTo("registered");

        Answer changed =
                it.patch(
                        "wei",
                        "/sensors/life-1",
                        "{'location': null, 'labels': {'pole': '17'}, 'gateway': 'gw-1'}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().has("location")).isFalse();
        assertThat(changed.json().at("/labels/pole").asText()).isEqualTo("17");
        assertThat(changed.json().at("/metrics/0/name").asText()).isEqualTo("level");
        Answer wrong = it.patch("wei", "/sensors/life-1", "{'state': 'active', 'type': 'A B'}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors")).hasSize(2);

        String before = created.json().at("/credentials/password").asText();
        Answer rotated = it.post("wei", "/sensors/life-1/credentials", "");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.json().at("/credentials/password").asText()).isNotEqualTo(before);

        assertThat(it.delete("wei", "/sensors/life-1").status()).isEqualTo(204);
        assertThat(it.get("wei", "/sensors/life-1").json().at("/state").asText())
                .isEqualTo("retired");
        assertThat(it.patch("wei", "/sensors/life-1", "{'gateway': null}").status()).isEqualTo(409);
    }

    @Test
    void oneDepartmentSeesNothingOfAnotherUntilItIsGranted() throws Exception {
        it.register("wei", "wall-1", "water");
        it.alert("wall-alert", "wall-1", "open", 0);
        it.execute(
                "insert into store.dead_letters (fingerprint, received_at, last_received_at, topic,"
                        + " sensor_id, reason, detail, payload) values ('\\x01', now(), now(),"
                        + " 'readings/wall-1', 'wall-1', 'out_of_range', 'too high', '{}')");
        String letter = it.text("select id from store.dead_letters where fingerprint = '\\x01'");
        it.put(
                "wei",
                "/rules/wall-rule",
                "{'sensorId': 'wall-1', 'detector': 'threshold', 'severity': 'minor',"
                        + " 'parameters': {'above': 3}}");
        List<String> paths =
                List.of(
                        "/sensors/wall-1",
                        "/sensors/wall-1/readings",
                        "/alerts/wall-alert",
                        "/dead-letters/" + letter,
                        "/rules/wall-rule");
        for (String path : paths) {
            assertThat(it.get("wei", path).status()).as(path).isEqualTo(200);
            assertThat(it.get("admin", path).status()).as(path).isEqualTo(200);
            assertThat(it.get("pia", path).status()).as(path).isEqualTo(404);
        }
        for (String list :
                List.of(
                        "/sensors?q=wall",
                        "/alerts?sensor=wall-1",
                        "/dead-letters?sensor=wall-1")) {
            assertThat(it.get("wei", list).json().get("items")).as(list).hasSize(1);
            assertThat(it.get("pia", list).json().get("items")).as(list).isEmpty();
        }
        assertThat(it.patch("pia", "/sensors/wall-1", "{'labels': {}}").status()).isEqualTo(404);
        assertThat(it.delete("pia", "/sensors/wall-1").status()).isEqualTo(404);
        assertThat(it.post("pia", "/sensors/wall-1/credentials", "").status()).isEqualTo(404);
        assertThat(it.post("paul", "/alerts/wall-alert/acknowledge", "{}").status()).isEqualTo(404);
        assertThat(it.post("pia", "/dead-letters/replay", "{'sensor': 'wall-1'}").json())
                .isEqualTo(RunningConsole.JSON.readTree("{\"requested\": 0}"));

        assertThat(
                        it.put(
                                        "admin",
                                        "/grants/wall-grant",
                                        "{'department': 'parks', 'owner': 'water', 'sensorId':"
                                                + " 'wall-1'}")
                                .status())
                .isEqualTo(201);
        for (String path : paths) {
            assertThat(it.get("pia", path).status()).as(path).isEqualTo(200);
        }
        assertThat(it.delete("pia", "/sensors/wall-1").status()).isEqualTo(403);
        assertThat(it.post("paul", "/alerts/wall-alert/acknowledge", "{}").status()).isEqualTo(403);

        assertThat(it.delete("admin", "/grants/wall-grant").status()).isEqualTo(204);
        for (String path : paths) {
            assertThat(it.get("pia", path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void anAlertIsAcknowledgedAndClosedWithItsHistoryAndItsOutbox() throws Exception {
        it.register("wei", "work-1", "water");
        it.alert("work-alert", "work-1", "open", 5);

        Answer acknowledged =
                it.post("otto", "/alerts/work-alert/acknowledge", "{'note': 'on my way'}");
        assertThat(acknowledged.status()).isEqualTo(200);
        assertThat(acknowledged.json().at("/acknowledgedBy").asText()).isEqualTo("otto");
        assertThat(it.post("otto", "/alerts/work-alert/acknowledge", "").status()).isEqualTo(409);
        assertThat(
                        it.text(
                                "select snapshot->>'event' from store.alert_outbox"
                                        + " where alert_id = 'work-alert'"))
                .isEqualTo("acknowledged");

        Answer closed = it.post("otto", "/alerts/work-alert/close", "{'note': 'pump replaced'}");
        assertThat(closed.json().at("/state").asText()).isEqualTo("closed");
        assertThat(it.post("otto", "/alerts/work-alert/close", "{}").status()).isEqualTo(409);
        JsonNode events = it.get("otto", "/alerts/work-alert").json().get("events");
        assertThat(events.findValuesAsText("event")).containsExactly("acknowledged", "closed");
        assertThat(events.at("/1/detail/note").asText()).isEqualTo("pump replaced");
        assertThat(it.post("wei", "/alerts/work-alert/close", "{}").status()).isEqualTo(403);
        assertThat(
                        it.text(
                                "select string_agg(action, ',' order by audit_id) from"
                                        + " store.audit_log where subject = 'work-alert'"))
                .isEqualTo("alert.acknowledged,alert.closed");
    }

    @Test
    void pagesAreCompleteAndRepeatNothing() throws Exception {
        for (int i = 0; i < 25; i++) {
            it.register("wei", "page-" + i, "water");
            it.alert("page-alert-" + i, "page-" + i, "open", i / 3);
        }
        assertThat(collect("/sensors?q=page-&limit=7", "id")).hasSize(25);
        assertThat(collect("/alerts?from=2026-01-24T12:00:00Z&limit=4&state=open", "id"))
                .filteredOn(id -> id.startsWith("page-alert"))
                .hasSize(25);
        assertThat(collect("/audit?limit=9&action=sensor.registered", "id")).hasSizeGreaterThan(24);
    }

    private List<String> collect(String path, String key) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = it.get("admin", path + cursor).json();
            StreamSupport.stream(page.get("items").spliterator(), false)
                    .forEach(item -> all.add(item.get(key).asText()));
            cursor =
                    page.hasNonNull("nextCursor")
                            ? "&cursor=" + page.get("nextCursor").asText()
                            : "";
        } while (!cursor.isEmpty());
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        return all;
    }

    @Test
    void theReadingsThatLedToAnAlertAreThoseOfItsSeriesInItsWindow() throws Exception {
        it.register("wei", "led-1", "water");
        it.alert("led-a", "led-1", "open", 0);
        it.execute(
                "update store.alerts set window_from = '2026-01-24T08:00:00Z', window_to ="
                        + " '2026-01-24T08:01:00Z' where alert_id = 'led-a'");
        it.execute(
                "insert into store.readings (time, received_at, value, sensor_key, metric_key)"
                        + " select '2026-01-24T07:59:50Z'::timestamptz + n * interval '10 seconds',"
                        + " now(), n, sensor_key, metric_key from generate_series(0, 9) n,"
                        + " store.sensors join store.sensor_metrics using (sensor_key)"
                        + " where sensor_id = 'led-1'");

        JsonNode led = it.get("otto", "/alerts/led-a/readings?limit=4").json();
        String cursor = led.path("nextCursor").asText();
        JsonNode rest = it.get("otto", "/alerts/led-a/readings?limit=4&cursor=" + cursor).json();

        assertThat(led.path("sensorId").asText()).isEqualTo("led-1");
        assertThat(led.path("items").findValuesAsText("value"))
                .containsExactly("1.0", "2.0", "3.0", "4.0");
        assertThat(rest.path("items").findValuesAsText("value"))
                .containsExactly("5.0", "6.0", "7.0");
        assertThat(it.get("paul", "/alerts/led-a/readings").status()).isEqualTo(404);
    }

    @Test
    void aSeriesComesRawOrRolledUp() throws Exception {
        it.register("wei", "series-1", "water");
        it.execute(
                "insert into store.readings (time, received_at, value, sensor_key, metric_key)"
                        + " select '2026-01-24T08:00:00Z'::timestamptz + n * interval '10 seconds',"
                        + " now(), n, sensor_key, metric_key from generate_series(0, 359) n,"
                        + " store.sensors join store.sensor_metrics using (sensor_key)"
                        + " where sensor_id = 'series-1'");
        it.execute(
                "insert into store.rollups_1m select time_bucket('1 minute', time), min(time),"
                        + " max(time), count(*), min(value), max(value), sum(value),"
                        + " first(value, time), last(value, time), sensor_key, metric_key"
                        + " from store.readings join store.sensors using (sensor_key)"
                        + " where sensor_id = 'series-1' group by 1, sensor_key, metric_key");
        String span = "from=2026-01-24T08:00:00Z&to=2026-01-24T16:30:00%2B08:00&metric=level";

        JsonNode raw = it.get("wei", "/sensors/series-1/readings?" + span).json();
        assertThat(raw.get("items")).hasSize(180);
        assertThat(raw.at("/items/1/time").asText()).isEqualTo("2026-01-24T08:00:10Z");

        JsonNode hour =
                it.get(
                                "wei",
                                "/sensors/series-1/readings?step=1h&from=2026-01-24T08:00:00Z"
                                        + "&to=2026-01-24T10:00:00Z")
                        .json();
        assertThat(hour.get("items")).hasSize(1);
        assertThat(hour.at("/items/0/count").asInt()).isEqualTo(360);
        assertThat(hour.at("/items/0/avg").asDouble()).isEqualTo(179.5);
        assertThat(hour.at("/items/0/last").asDouble()).isEqualTo(359);

        JsonNode halfMinutes =
                it.get("wei", "/sensors/series-1/readings?step=PT30S&limit=100&" + span).json();
        assertThat(halfMinutes.get("items")).hasSize(60);
        assertThat(halfMinutes.at("/items/0/count").asInt()).isEqualTo(3);

        JsonNode page = it.get("wei", "/sensors/series-1/readings?limit=100&" + span).json();
        JsonNode next =
                it.get(
                                "wei",
                                "/sensors/series-1/readings?limit=100&"
                                        + span
                                        + "&cursor="
                                        + page.get("nextCursor").asText())
                        .json();
        assertThat(next.get("items")).hasSize(80);
        assertThat(next.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void rulesDepartmentsDistrictsGrantsAndUsersArePutAndFound() {
        String rule =
                "{'sensorType': 'noise', 'metric': 'laeq', 'detector': 'rate_of_change', 'severity':"
                        + " 'minor', 'parameters': {'perMinute': 0.5, 'over': 'PT1M'}}";
        Answer put = it.put("admin", "/rules/noise-rise", rule);
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.json().at("/parameters/perMinute").asText()).isEqualTo("0.5");
        // What was got can be put again as it is; an old revision cannot.
        String got = it.get("admin", "/rules/noise-rise").raw().body();
        assertThat(it.put("admin", "/rules/noise-rise", got).json().at("/revision").asInt())
                .isEqualTo(2);
        assertThat(it.put("admin", "/rules/noise-rise", got).status()).isEqualTo(409);
        assertThat(it.delete("admin", "/rules/noise-rise").status()).isEqualTo(204);
        assertThat(it.get("admin", "/rules/noise-rise").status()).isEqualTo(404);
        assertThat(it.put("wei", "/rules/noise-rise", rule).status()).isEqualTo(403);
        assertThat(it.get("vera", "/rules").json().get("items")).isNotEmpty();

        assertThat(
                        it.put("admin", "/departments/roads", "{'name': 'Roads', 'nameZh': '道路'}")
                                .status())
                .isEqualTo(201);
        assertThat(it.get("vera", "/departments/roads").json().at("/nameZh").asText())
                .isEqualTo("道路");
        assertThat(it.put("wei", "/districts/old-town", "{'name': 'Old town'}").status())
                .isEqualTo(201);
        assertThat(it.get("vera", "/districts/old-town").status()).isEqualTo(200);

        assertThat(it.get("vera", "/users").status()).isEqualTo(403);
        assertThat(it.get("vera", "/users/vera").status()).isEqualTo(200);
        assertThat(it.get("vera", "/users/wei").status()).isEqualTo(404);
        assertThat(it.put("admin", "/users/_gateway", "{'role': 'viewer'}").status())
                .isEqualTo(404);
        assertThat(it.put("admin", "/users/admin", "{'role': 'viewer'}").status()).isEqualTo(409);
        assertThat(it.get("admin", "/users").raw().body()).doesNotContain("argon2");
    }

    @Test
    void aSessionOpensShowsWhoAndEnds() {
        // Somebody of its own: whose password was guessed at has to wait, in other tests too.
        it.user("guessed", "viewer", "parks");
        String body = "{'user': 'guessed', 'password': '%s'}".formatted(RunningConsole.PASSWORD);
        Answer open = sign(body);
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().at("/role").asText()).isEqualTo("viewer");
        String token = open.json().get("token").asText();
        assertThat(bearer(token, "GET").status()).isEqualTo(200);
        assertThat(bearer(token, "DELETE").status()).isEqualTo(204);
        assertThat(bearer(token, "GET").status()).isEqualTo(401);
        assertThat(
                        sign("{'user': '_gateway', 'password': '%s'}"
                                        .formatted(RunningConsole.PASSWORD))
                                .status())
                .isEqualTo(401);

        for (int i = 0; i < 5; i++) {
            assertThat(sign("{'user': 'guessed', 'password': 'guess'}").status()).isEqualTo(401);
        }
        Answer throttled = sign(body);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.raw().headers().firstValue("Retry-After")).isPresent();
    }

    private Answer sign(String body) {
        return it.send(
                HttpRequest.newBuilder(it.uri("/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(RunningConsole.json(body))));
    }

    private Answer bearer(String token, String method) {
        return it.send(
                HttpRequest.newBuilder(it.uri("/api/v1/session"))
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.noBody()));
    }

    @Test
    void deadLettersAreSeenAndGivenBackToTheGateway() throws Exception {
        it.execute(
                "insert into store.dead_letters (fingerprint, received_at, last_received_at, topic,"
                        + " reason, detail, payload) values ('\\x02', now(), now(), 'readings/x-1',"
                        + " 'unregistered', 'no such sensor', '\\xff00')");
        JsonNode list = it.get("admin", "/dead-letters?reason=unregistered").json();
        assertThat(list.at("/items/0/payloadBase64").asText()).isEqualTo("/wA=");
        assertThat(it.get("wei", "/dead-letters?reason=unregistered").json().get("items"))
                .isEmpty();

        Answer replay =
                it.post("admin", "/dead-letters/replay", "{'filter': {'reason': 'unregistered'}}");
        assertThat(replay.status()).isEqualTo(202);
        assertThat(replay.json().at("/requested").asInt()).isEqualTo(1);
        assertThat(
                        it.text(
                                "select count(*) from store.dead_letters"
                                        + " where replay_requested_at is not null"))
                .isEqualTo("1");
        assertThat(it.post("admin", "/dead-letters/replay", "{}").status()).isEqualTo(422);
    }

    @Test
    void healthAndMetricsCoverAllParts() throws Exception {
        Files.writeString(it.home.resolve("run/gateway.url"), "http://127.0.0.1:9\n");
        Answer ill = it.send(HttpRequest.newBuilder(it.uri("/health")).GET());
        assertThat(ill.status()).isEqualTo(503);
        assertThat(ill.json().at("/parts/gateway/ready").asBoolean(true)).isFalse();
        String own = Files.readString(it.home.resolve("run/console.url")).strip();
        Answer alone = it.send(HttpRequest.newBuilder(URI.create(own + "/health")).GET());
        assertThat(alone.status()).isEqualTo(200);

        // Our own page stands in for a part's: same families, another label.
        Files.writeString(it.home.resolve("run/gateway.url"), own);
        assertThat(it.send(HttpRequest.newBuilder(it.uri("/health")).GET()).status())
                .isEqualTo(200);
        String page = it.send(HttpRequest.newBuilder(it.uri("/metrics")).GET()).raw().body();
        assertThat(page)
                .contains("sensorium_alerts_open{part=\"console\"}")
                .contains("sensorium_alerts_open{part=\"gateway\"}");
        assertThat(page.lines().filter(line -> line.startsWith("# TYPE sensorium_alerts_open")))
                .hasSize(1);
        Answer proxied =
                it.send(
                        HttpRequest.newBuilder(it.uri("/metrics"))
                                .header("X-Forwarded-For", "203.0.113.7")
                                .GET());
        assertThat(proxied.status()).isEqualTo(401);
        Files.delete(it.home.resolve("run/gateway.url"));
    }
}
