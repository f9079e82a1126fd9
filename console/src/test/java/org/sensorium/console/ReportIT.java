package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.console.RunningConsole.Answer;
import org.sensorium.console.reports.ReportKind;

/** Citizens' reports: what they confirm, who closes and rates them, and what anybody may not do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16};
    private static final String WET =
            "{'kind': 'water', 'location': {'lat': %s, 'lon': %s}, 'text': 'the street is wet'}";

    @AutoClose private RunningConsole it;
    private int address;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    /** As through a proxy on this machine, each time from somewhere else. */
    private Answer report(String body) {
        address++;
        return report(body, "198.51.%d.%d".formatted(address / 250, address % 250));
    }

    private Answer report(String body, String from) {
        return it.send(
                HttpRequest.newBuilder(it.uri("/api/v1/reports"))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", "203.0.113.99, " + from)
                        .POST(BodyPublishers.ofString(RunningConsole.json(body))));
    }

    private Answer byTicket(String method, String path, String ticket, String body) {
        return it.send(
                HttpRequest.newBuilder(it.uri("/api/v1/reports/" + path))
                        .header("Content-Type", "application/json")
                        .header("X-Report-Ticket", ticket)
                        .method(method, BodyPublishers.ofString(RunningConsole.json(body))));
    }

    /** A sensor of its own place, so that tests do not see each other's. */
    private void sensor(String id, String type, double lat, boolean heard) throws Exception {
        it.put("admin", "/districts/harbour", "{'name': 'Harbour'}");
        it.post(
                "wei",
                "/sensors",
                ("{'id': '%s', 'type': '%s', 'department': 'water', 'district': 'harbour',"
                                + " 'location': {'lat': %s, 'lon': 114}, 'metrics': [{'name':"
                                + " 'level', 'unit': 'm'}]}")
                        .formatted(id, type, lat));
        if (heard) {
            it.execute(
                    "insert into store.sensor_seen select sensor_key, now() from store.sensors"
                            + " where sensor_id = '"
                            + id
                            + "'");
        }
    }

    private void alert(String id, String sensor, String raised, String over) throws Exception {
        it.alert(id, sensor, over.equals("null") ? "open" : "cleared", 0);
        it.execute(
                "update store.alerts set raised_at = now() %s, cleared_at = %s where alert_id = '%s'"
                        .formatted(raised, over, id));
    }

    @Test
    void aReportConfirmsTheAlertThatStandsNearItOnceAndInItsHistory() throws Exception {
        sensor("near-1", "water_level", 10, true);
        alert("near-a", "near-1", "- interval '20 minutes'", "null");

        JsonNode received = report(WET.formatted(10.004, 114)).json();

        assertThat(received.path("confirms").asInt()).isEqualTo(1);
        assertThat(received.path("gap").isNull()).isTrue();
        JsonNode alert = it.get("otto", "/alerts/near-a").json();
        assertThat(alert.path("reports").asInt()).isEqualTo(1);
        JsonNode event = alert.at("/events/0");
        assertThat(event.path("event").asText()).isEqualTo("confirmed");
        assertThat(event.at("/detail/report").asText()).isEqualTo(received.path("id").asText());
        assertThat(event.at("/detail/metres").asInt()).isBetween(440, 450);
        JsonNode seen = it.get("otto", "/reports/" + received.path("id").asText()).json();
        assertThat(seen.at("/alerts/0/id").asText()).isEqualTo("near-a");
        assertThat(seen.path("sensorId").asText()).isEqualTo("near-1");
        assertThat(seen.path("department").asText()).isEqualTo("water");
        assertThat(seen.path("district").asText()).isEqualTo("harbour");
    }

    /**
     * Half an hour before, two hours before; 800 metres away; of another kind; of no known type.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11 | water_level | - interval '4 hours' | now() - interval '30 minutes' | 0     | 1",
                "12 | water_level | - interval '4 hours' | now() - interval '2 hours'    | 0     | 0",
                "13 | water_level | - interval '5 minutes' | null                        | 0.008 | 0",
                "14 | noise       | - interval '5 minutes' | null                        | 0     | 0",
                "15 | seismic     | - interval '5 minutes' | null                        | 0     | 1"
            })
    void itConfirmsWhatStoodNearInTimeAndPlaceAndIsOfItsKind(
            int lat, String type, String raised, String over, double away, int confirmed)
            throws Exception {
        sensor("where-" + lat, type, lat, true);
        alert("where-a" + lat, "where-" + lat, raised, over);

        JsonNode received = report(WET.formatted(lat + away, 114)).json();

        assertThat(received.path("confirms").asInt()).isEqualTo(confirmed);
    }

    @Test
    void anAlertThatIsRaisedAfterTheReportIsConfirmedSoonAfter() throws Exception {
        sensor("later-1", "water_level", 20, true);
        String id = report(WET.formatted(20, 114)).json().path("id").asText();
        assertThat(it.get("otto", "/reports/" + id).json().path("confirms").asInt()).isZero();

        alert("later-a", "later-1", "+ interval '0'", "null");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> it.get("otto", "/alerts/later-a").json().path("reports").asInt() == 1);
        assertThat(it.text("select confirms from sensorium.reports where id = '" + id + "'"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"30, no_sensor, city", "31, silent_sensor, water", "32, , water"})
    void whereNoSensorIsOrNoneIsHeardOfIsACoverageGap(int lat, String gap, String department)
            throws Exception {
        if (lat > 30) {
            sensor("gap-" + lat, "water_level", lat, lat == 32);
        }

        JsonNode received = report(WET.formatted(lat, 114)).json();

        String id = received.path("id").asText();
        assertThat(received.path("gap").asText("")).isEqualTo(gap == null ? "" : gap);
        assertThat(it.get("admin", "/reports/" + id).json().path("department").asText())
                .isEqualTo(department);
        List<String> gaps =
                ids(it.get("admin", "/reports?limit=1000&gap=no_sensor,silent_sensor").json());
        assertThat(gaps.contains(id)).isEqualTo(gap != null);
        assertThat(it.get("otto", "/reports/" + id).status())
                .isEqualTo(department.equals("city") ? 404 : 200);
        assertThat(it.get("vera", "/reports/" + id).status()).isEqualTo(404);
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("id").asText())
                .toList();
    }

    @Test
    void itsDepartmentClosesItAndWhoeverReportedReadsTheAnswerAndRatesItOnce() throws Exception {
        sensor("whole-1", "water_level", 40, true);
        JsonNode received =
                report(
                                ("{'kind': 'water', 'location': {'lat': 40, 'lon': 114}, 'text':"
                                        + " 'wet', 'contact': 'li@example.org'}"))
                        .json();
        String id = received.path("id").asText();
        String ticket = received.path("ticket").asText();
        assertThat(it.get("otto", "/reports/" + id).json().path("contact").asText())
                .isEqualTo("li@example.org");
        assertThat(byTicket("POST", id + "/rating", ticket, "{'score': 5}").status())
                .isEqualTo(409);
        assertThat(it.post("otto", "/reports/" + id + "/close", "{}").status()).isEqualTo(422);
        assertThat(it.post("paul", "/reports/" + id + "/close", "{'note': 'x'}").status())
                .isEqualTo(404);

        Answer closed = it.post("otto", "/reports/" + id + "/close", "{'note': 'pumped dry'}");

        assertThat(closed.json().path("closedBy").asText()).isEqualTo("otto");
        assertThat(it.post("otto", "/reports/" + id + "/close", "{'note': 'x'}").status())
                .isEqualTo(409);
        JsonNode mine = byTicket("GET", id, ticket, "").json();
        assertThat(mine.path("answer").asText()).isEqualTo("pumped dry");
        assertThat(mine.has("closedBy")).isFalse();
        assertThat(mine.has("contact")).isFalse();
        for (String wrong : List.of("{}", "{'score': 0}", "{'score': 6}", "{'score': '5'}")) {
            assertThat(byTicket("POST", id + "/rating", ticket, wrong).status()).isEqualTo(422);
        }
        Answer rated = byTicket("POST", id + "/rating", ticket, "{'score': 4, 'text': 'quick'}");
        assertThat(rated.json().at("/rating/score").asInt()).isEqualTo(4);
        assertThat(byTicket("POST", id + "/rating", ticket, "{'score': 5}").status())
                .isEqualTo(409);
        assertThat(
                        it.text(
                                "select string_agg(actor || ' ' || action, ', ' order by time)"
                                        + " from sensorium.audit_log where subject = '"
                                        + id
                                        + "'"))
                .isEqualTo("a citizen report.received, otto report.closed, a citizen report.rated");
        assertThat(it.text("select string_agg(detail::text, '') from sensorium.audit_log"))
                .doesNotContain("li@example.org", "quick", ticket);
    }

    @Test
    void withoutItsTicketAReportIsNotThere() {
        JsonNode one = report(WET.formatted(50, 114)).json();
        JsonNode other = report(WET.formatted(50, 114)).json();
        String id = one.path("id").asText();
        String wrong = other.path("ticket").asText();

        assertThat(byTicket("GET", id, one.path("ticket").asText(), "").status()).isEqualTo(200);
        for (String ticket : List.of(wrong, "x", "", "' or '1'='1", "x".repeat(27))) {
            assertThat(byTicket("GET", id, ticket, "").status()).as(ticket).isEqualTo(404);
            assertThat(byTicket("POST", id + "/rating", ticket, "{'score': 1}").status())
                    .as(ticket)
                    .isEqualTo(404);
        }
        assertThat(it.send(HttpRequest.newBuilder(it.uri("/api/v1/reports/" + id))).status())
                .isEqualTo(404);
    }

    @Test
    void aPhotoIsHandedBackAsItCameAsAFileThatRunsNothing() throws Exception {
        byte[] photo = Arrays.copyOf(JPEG, 2 * 1024 * 1024);
        sensor("photo-1", "water_level", 60, true);
        Answer received = withPhoto(60, photo);
        assertThat(received.status()).isEqualTo(201);
        String path = "/reports/" + received.json().path("id").asText() + "/photo";

        var answer = it.http.send(it.request("otto", path).build(), BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(photo);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("image/jpeg");
        assertThat(answer.headers().map())
                .containsEntry("content-disposition", List.of("attachment"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"));
        assertThat(it.get("vera", path).status()).isEqualTo(404);
    }

    private Answer withPhoto(int lat, byte[] photo) {
        return report(
                "{'kind': 'water', 'location': {'lat': %d, 'lon': 114}, 'text': 'wet', 'photo': '%s'}"
                        .formatted(lat, Base64.getEncoder().encodeToString(photo)));
    }

    @Test
    void whatIsNoPhotoOrTooLongIsRefused() {
        Answer script = withPhoto(61, "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));
        Answer long1 = withPhoto(61, Arrays.copyOf(JPEG, 2 * 1024 * 1024 + 1));
        Answer long2 = withPhoto(61, Arrays.copyOf(JPEG, 3 * 1024 * 1024));

        assertThat(script.status()).isEqualTo(422);
        assertThat(script.json().path("field").asText()).isEqualTo("photo");
        assertThat(long1.status()).isEqualTo(422);
        assertThat(long2.status()).isEqualTo(413);
    }

    @Test
    void whoSendsTooManyWaitsAndNobodyElseDoes() {
        List<Integer> statuses =
                IntStream.range(0, 31)
                        .mapToObj(i -> report(WET.formatted(70, 114), "2001:db8::" + i))
                        .peek(answer -> assertThat(answer.status()).isIn(201, 429))
                        .map(Answer::status)
                        .toList();
        Answer refused = report(WET.formatted(70, 114), "2001:db8::ffff");

        assertThat(statuses.subList(0, 30)).containsOnly(201);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.raw().headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 21L);
        assertThat(report(WET.formatted(70, 114), "2001:db8:1::1").status()).isEqualTo(201);
    }

    @Test
    void theAssessmentCountsWhatTheListShows() throws Exception {
        sensor("judged-1", "water_level", 80, true);
        String span = "from=2020-03-01T00:00:00Z&to=2020-03-02T00:00:00Z";
        for (String score : List.of("5", "2", "null")) {
            String id = report(WET.formatted(80, 114)).json().path("id").asText();
            it.execute(
                    ("update store.reports set reported_at = '2020-03-01T08:00:00Z', state ="
                                    + " 'closed', closed_at = '2020-03-01T08:00:00Z'::timestamptz +"
                                    + " interval '1 minute' * coalesce(%s, 90), rating = %s, rated_at = now()"
                                    + " where report_id = '%s'")
                            .formatted(score, score, id));
        }
        String gap = report(WET.formatted(80.01, 114)).json().path("id").asText();
        it.execute(
                "update store.reports set reported_at = '2020-03-01T09:00:00Z' where report_id = '"
                        + gap
                        + "'");

        JsonNode figures = it.get("otto", "/assessment?" + span).json().at("/reports/0");

        assertThat(figures.path("department").asText()).isEqualTo("water");
        assertThat(figures.path("received").asInt()).isEqualTo(4);
        assertThat(figures.path("closed").asInt()).isEqualTo(3);
        assertThat(figures.path("gaps").asInt()).isEqualTo(1);
        assertThat(figures.path("rated").asInt()).isEqualTo(2);
        assertThat(figures.path("meanRating").asDouble()).isEqualTo(3.5);
        assertThat(figures.path("medianSecondsToClose").asDouble()).isEqualTo(300);
        JsonNode listed = it.get("otto", "/reports?department=water&" + span).json();
        assertThat(listed.path("items")).hasSize(4);
        assertThat(it.get("vera", "/assessment?" + span).json().path("reports")).isEmpty();
    }

    @Test
    void aContactIsDeletedThirtyDaysAfterTheReportIsClosed() throws Exception {
        String id =
                report(
                                "{'kind': 'air', 'location': {'lat': -20, 'lon': 114}, 'text': 'x',"
                                        + " 'contact': 'me'}")
                        .json()
                        .path("id")
                        .asText();
        String contact = "select contact from store.reports where report_id = '" + id + "'";
        it.post("admin", "/reports/" + id + "/close", "{'note': 'done'}");
        assertThat(it.text(contact)).isEqualTo("me");

        it.execute(
                "update store.reports set closed_at = now() - interval '31 days' where report_id = '"
                        + id
                        + "'");

        await().atMost(Duration.ofSeconds(30)).until(() -> it.text(contact) == null);
    }

    @Test
    void theListGoesOnWhereThePageBeforeEnded() throws Exception {
        sensor("paged-1", "water_level", -10, true);
        for (int i = 0; i < 3; i++) {
            report(WET.formatted(-10, 114));
        }
        JsonNode first = it.get("otto", "/reports?kind=water&limit=2").json();
        JsonNode second =
                it.get(
                                "otto",
                                "/reports?kind=water&limit=1&cursor="
                                        + first.path("nextCursor").asText())
                        .json();

        assertThat(ids(first)).hasSize(2).doesNotContainAnyElementsOf(ids(second));
        assertThat(it.get("otto", "/reports?kind=fire").status()).isEqualTo(400);
    }

    @Test
    void theFormIsToldTheKindsAndWhereDistrictsAre() {
        it.put(
                "admin",
                "/districts/hill",
                "{'name': 'Hill', 'location': {'lat': 22.5, 'lon': 114}}");

        JsonNode form = it.send(HttpRequest.newBuilder(it.uri("/api/v1/report-form"))).json();

        assertThat(
                        StreamSupport.stream(form.path("kinds").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.toList()))
                .isEqualTo(
                        Arrays.stream(ReportKind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .toList());
        assertThat(form.path("districts").findValuesAsText("name")).contains("Hill");
    }
}
