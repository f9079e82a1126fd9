package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.schema.Schema;
import org.sensorium.stream.backtest.BackTestCommand;

/** The whole job on a real TimescaleDB. */
class SensoriumJobIT {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How readings say what SQL says of them; sums to 12 digits, since their order differs. */
    private static final String DIFFERENCE =
            "with expected as (select sensor_key, metric_key, time_bucket('1 minute', time) as bucket,"
                    + " count(*) as count, min(value) as min, max(value) as max, sum(value) as sum,"
                    + " first(value, time) as first, last(value, time) as last,"
                    + " min(time) as first_at, max(time) as last_at"
                    + " from store.readings group by 1, 2, 3)"
                    + " select count(*) from expected e full join store.rollups_1m r"
                    + " using (sensor_key, metric_key, bucket)"
                    + " where (e.count, e.min, e.max, e.first, e.last, e.first_at, e.last_at)"
                    + " is distinct from"
                    + " (r.count, r.min, r.max, r.first, r.last, r.first_at, r.last_at)"
                    + " or abs(e.sum - r.sum) > 1e-9 * greatest(1, abs(e.sum))";

    @TempDir Path home;
    private City city;
    private AloneJob job;
    private long clock = System.currentTimeMillis() * 1000;

    @BeforeEach
    void startJob() throws Exception {
        city = new City();
        start();
    }

    private void start() throws Exception {
        Settings settings = city.settings(home);
        job = AloneJob.start(settings, Ports.of(settings));
    }

    @AfterEach
    void stopJob() throws Exception {
        job.close();
        city.close();
    }

    @Test
    void aReadingAboveTheRulesBoundRaisesAnAlertAndOneBelowClearsIt() throws Exception {
        int sensor = city.register("a-7");
        await().atMost(PATIENCE).until(() -> job.checks().get(0).ok());

        send(sensor, clock, 151);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(alerts())
                                        .containsExactly(
                                                "a-7,pm25,threshold,major,open,151,150,air-pm25-high"));
        assertThat(city.rows("select message_en from store.alerts"))
                .containsExactly("pm25 of sensor a-7 is 151, above 150.");
        assertThat(city.count("select count(*) from store.alert_outbox")).isEqualTo(1);

        send(sensor, clock + SECOND, 119);

        await().atMost(PATIENCE)
                .until(
                        () ->
                                city.count(
                                                "select count(*) from store.alerts where state = 'cleared'")
                                        == 1);
        assertThat(city.rows("select event from store.alert_events order by event_id"))
                .containsExactly("raised", "cleared");
    }

    @Test
    void aMigrationUnderWayHoldsItUpAndNoMore() throws Exception {
        int sensor = city.register("a-7");
        send(sensor, clock, 151);
        await().atMost(PATIENCE).until(() -> alerts().size() == 1);

        city.execute(
                "begin;"
                        + " alter table store.alerts add column remark text;"
                        + " alter table store.alert_events add column remark text;"
                        + " alter table store.rollups_1m add column remark text;"
                        + " alter table store.sensors add column remark text;"
                        + " insert into store.metrics (metric) values ('added-meanwhile');"
                        + " select pg_sleep(2);"
                        + " alter table store.ingest_log add column remark text;"
                        + " commit");
        send(sensor, clock + SECOND, 119);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                city.rows(
                                                        "select event from store.alert_events"
                                                                + " order by event_id"))
                                        .containsExactly("raised", "cleared"));
        assertThat(get("/metrics").body())
                .containsPattern("flink_jobmanager_job_num_restarts(\\{[^}]*})? 0");
        assertThat(job.checks().get(0).detail()).isEqualTo("Flink says RUNNING");
    }

    @Test
    void aDisabledRuleClearsItsAlertsThoughTheSensorSaysNothing() throws Exception {
        int sensor = city.register("a-7");
        send(sensor, clock, 151);
        await().atMost(PATIENCE).until(() -> alerts().size() == 1);

        city.execute("update store.rules set enabled = false where rule_id = 'air-pm25-high'");

        await().atMost(PATIENCE)
                .until(
                        () ->
                                city.count(
                                                "select count(*) from store.alerts where state = 'cleared'")
                                        == 1);
    }

    @Test
    void whoFallsSilentOnTheReceiptClockIsFound() throws Exception {
        int sensor = city.register("a-7");
        send(sensor, clock, 10);
        send(sensor, clock + SECOND, 11);

        city.heartbeat(clock + 29 * SECOND);
        city.heartbeat(clock + 33 * SECOND);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(alerts())
                                        .containsExactly(
                                                "a-7,pm25,silence,minor,open,null,null,default-silence"));
    }

    @Test
    void rollUpsAreWhatSqlMakesOfTheReadingsThroughACrashAndARestart() throws Exception {
        int[] sensors = {city.register("a-1"), city.register("a-2"), city.register("a-3")};
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            commitRound(sensors, random, round);
            if (round == 20) {
                await().atMost(PATIENCE)
                        .until(() -> job.checks().get(1).detail().startsWith("completed"));
                job.close();
                start();
            }
        }
        city.heartbeat(clock + MINUTE);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(city.count(DIFFERENCE)).isZero());
        assertThat(city.count("select count(*) from store.rollups_1m")).isGreaterThan(100);
    }

    /** Two minutes of readings: mostly in order, some late, some days late. */
    private void commitRound(int[] sensors, Random random, int round) throws SQLException {
        ReadingBatch batch = new ReadingBatch();
        long base = clock - 2 * 60 * MINUTE + round * 2 * MINUTE;
        for (int i = 0; i < 60; i++) {
            double kind = random.nextDouble();
            long late =
                    kind < 0.1
                            ? random.nextLong(4 * MINUTE)
                            : kind < 0.13 ? random.nextLong(3 * 24 * 60 * MINUTE) : 0;
            batch.add(
                    sensors[random.nextInt(sensors.length)],
                    City.PM25,
                    base + i * 2 * SECOND - late + random.nextInt(1000),
                    random.nextGaussian() * 100,
                    clock);
        }
        clock += SECOND;
        city.commit(batch, clock);
    }

    @Test
    void aBackTestRaisesWhatTheJobDidAndSaysWhatAnotherBoundWould() throws Exception {
        int sensor = city.register("a-7");
        double[] values = {100, 151, 119, 180, 90, 300, 100};
        for (double value : values) {
            send(sensor, clock, value);
            clock += SECOND;
        }
        String ids = "select alert_id from store.alerts order by alert_id";
        await().atMost(PATIENCE).until(() -> city.rows(ids).size() == 3);

        JsonNode same = backTest("{'id':'air-pm25-high','parameters':{'above':150,'clear':120}}");
        assertThat(same.path("alerts").findValuesAsText("id"))
                .containsExactlyInAnyOrderElementsOf(city.rows(ids));
        assertThat(same.path("added")).isEmpty();
        assertThat(same.path("removed")).isEmpty();

        JsonNode higher = backTest("{'id':'air-pm25-high','parameters':{'above':200}}");
        assertThat(higher.path("present").path("alerts").asInt()).isEqualTo(3);
        assertThat(higher.path("proposed").path("bySensor").path("a-7").asInt()).isEqualTo(1);
        assertThat(higher.path("removed")).hasSize(2);
        assertThat(city.rows(ids)).hasSize(3);
    }

    @Test
    void heavyRainThenARisingLevelAndNoCurrentInThePumpIsOneAlert() throws Exception {
        int rain = city.register("r-1", "rain_gauge", "rain");
        int level = city.register("w-1", "water_level", "depth");
        int other = city.register("w-2", "water_level", "depth");
        int pump = city.register("p-1", "pump", "current");
        String parameters =
                "{'within':'PT30M','wait':'PT1S','step1.metric':'rain','step1.above':'20',"
                        + "'step2.type':'water_level','step2.metric':'depth','step2.above':'3',"
                        + "'step3.metric':'current','step3.above':'1','step3.absent':'true',"
                        + "'step3.for':'PT10M'}";
        city.execute(
                "insert into store.rules (rule_id, detector, severity, parameters) values"
                        + " ('flood', 'composite', 'critical', '"
                        + parameters.replace('\'', '"')
                        + "')");
        await().atMost(PATIENCE).until(() -> job.checks().get(0).ok());
        send(rain, "rain", 0, 32);
        send(level, "depth", 60, 3.2);
        send(pump, "current", 70, 0.2);
        send(other, "depth", 90, 3.4);
        city.heartbeat(clock + 11 * MINUTE + 2 * SECOND);

        String found =
                "select sensor_id, metric, severity, state, value, threshold, rule_id"
                        + " from sensorium.alerts where detector = 'composite'";
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(city.rows(found))
                                        .containsExactly("w-1,depth,critical,open,3.2,3,flood"));
        assertThat(city.rows("select message from sensorium.alerts where detector = 'composite'"))
                .allSatisfy(
                        message ->
                                assertThat(message)
                                        .contains(
                                                "rain of sensor r-1 is 32, above 20, at ",
                                                "; then depth of sensor w-1 is 3.2, above 3, at ",
                                                "; no current above 1 in district north"
                                                        + " in the 10 min after that."));

        String id = city.rows("select id from sensorium.alerts where rule_id = 'flood'").get(0);
        JsonNode tried =
                backTestWhole(
                        "{'id':'tried','detector':'composite','severity':'major','parameters':"
                                + "{'within':'PT30M','wait':'PT1S'},'steps':["
                                + "{'metric':'rain','above':20},"
                                + "{'type':'water_level','metric':'depth','above':3},"
                                + "{'metric':'current','above':1,'absent':true,'for':'PT10M'}]}");
        assertThat(tried.path("alerts").findValuesAsText("id")).containsExactly(id);

        city.execute("update store.rules set deleted = true where rule_id = 'flood'");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(city.rows(found))
                                        .containsExactly("w-1,depth,critical,cleared,3.2,3,flood"));
    }

    private void send(int sensor, String metric, long second, double value) throws SQLException {
        ReadingBatch batch = new ReadingBatch();
        long at = clock + second * SECOND;
        batch.add(sensor, city.metricKey(metric), at, value, at);
        city.commit(batch, at);
    }

    private JsonNode backTest(String rule) throws IOException {
        String detector = "{'detector':'threshold','severity':'major','metric':'pm25',";
        return backTestWhole(detector + rule.substring(1));
    }

    private JsonNode backTestWhole(String rule) throws IOException {
        Path file = Files.writeString(home.resolve("rule.json"), rule.replace('\'', '"'));
        DatabaseAddress database = city.as(Schema.JOB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code =
                BackTestCommand.run(
                        Map.of(
                                "SENSORIUM_DB_URL", database.url(),
                                "SENSORIUM_DB_USER", database.user(),
                                "SENSORIUM_DB_PASSWORD", database.password()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        file.toString(),
                        "--to",
                        "2100-01-01T00:00:00Z");
        assertThat(code).isZero();
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void outsideSeesHowItFares() throws Exception {
        await().atMost(PATIENCE).until(() -> get("/health").statusCode() == 200);
        assertThat(get("/health").body()).contains("\"ready\":true", "\"name\":\"database\"");
        send(city.register("a-7"), clock, 151);
        await().atMost(PATIENCE)
                .until(() -> get("/metrics").body().contains("sensorium_alert_events_total{"));
        assertThat(get("/metrics").body())
                .contains(
                        "# TYPE sensorium_publish_to_alert_seconds histogram",
                        "sensorium_log_readings_total{",
                        "flink_jobmanager_job_number_of_completed_checkpoints{");
        assertThat(Files.readString(home.resolve("run/flink.url"))).startsWith("http://127.0.0.1:");
    }

    private HttpResponse<String> get(String path) throws Exception {
        String url = Files.readString(home.resolve("run/job.url")).strip();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private void send(int sensor, long timeMicros, double value) throws SQLException {
        ReadingBatch batch = new ReadingBatch();
        batch.add(sensor, City.PM25, timeMicros, value, timeMicros);
        city.commit(batch, timeMicros);
    }

    private List<String> alerts() {
        return city.rows(
                "select sensor_id, metric, detector, severity, state, value, threshold, rule_id"
                        + " from sensorium.alerts");
    }
}
