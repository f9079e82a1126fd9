package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever reads the whole database, or asks for everything, finds no secret that was given out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoPlaintextIT {
    private static final String USERS_PASSWORD = "a quite distinctive password";

    @AutoClose private RunningConsole it;
    private final List<String> secrets = new ArrayList<>();

    @BeforeAll
    void giveSecretsOut() throws Exception {
        it = new RunningConsole();
        secrets.add(RunningConsole.PASSWORD);
        secrets.add(RunningConsole.ROLE_PASSWORD);
        secrets.add(it.token("admin"));
        secrets.add(it.token("wei"));
        secrets.add(USERS_PASSWORD);
        it.put(
                "admin",
                "/users/secretive",
                "{'role': 'viewer', 'departments': ['water'], 'password': '%s'}"
                        .formatted(USERS_PASSWORD));
        secrets.add(credentials(it.register("wei", "secret-1", "water").json()));
        secrets.add(credentials(it.post("wei", "/sensors/secret-1/credentials", "").json()));
        secrets.add(
                it.post(
                                "wei",
                                "/reports",
                                "{'kind': 'other', 'location': {'lat': 1, 'lon': 1}, 'text': 'x'}")
                        .json()
                        .path("ticket")
                        .asText());
        String lines =
                it.send(
                                it.request("wei", "/sensors/bulk?credentials=rotate")
                                        .header("Content-Type", "application/x-ndjson")
                                        .POST(BodyPublishers.ofString(row(1) + row(2))))
                        .raw()
                        .body();
        for (String line : lines.lines().limit(2).toList()) {
            secrets.add(credentials(RunningConsole.JSON.readTree(line)));
        }
        assertThat(secrets).doesNotHaveDuplicates().allMatch(secret -> secret.length() > 12);
    }

    private static String row(int number) {
        return RunningConsole.json(
                ("{'id': 'secret-%d', 'type': 'water_level', 'department': 'water', 'district':"
                                + " 'harbour', 'metrics': [{'name': 'level', 'unit': 'm'}]}\n")
                        .formatted(number));
    }

    private static String credentials(JsonNode answer) {
        String secret = answer.at("/credentials/password").asText();
        assertThat(Base64.getUrlDecoder().decode(secret)).as("160 bits").hasSize(20);
        return secret;
    }

    @Test
    void aDumpOfAllTablesHoldsNone() throws SQLException {
        String tables =
                it.text(
                        "select string_agg(format('select t::text from %I.%I t', schemaname,"
                                + " tablename), ' union all ') from pg_tables"
                                + " where schemaname !~ '^(_?timescaledb|pg_catalog$|information_)'"
                                + " or (schemaname, tablename) = ('pg_catalog', 'pg_authid')");
        String dump =
                it.text("select string_agg(line, chr(10)) from (" + tables + ") every (line)");

        assertThat(dump).contains("secret-1", "secretive", "session.opened", "SCRAM-SHA-256");
        hasNone(dump);
    }

    @Test
    void noAnswerShowsOneASecondTime() throws Exception {
        for (DescribedCall call : DescribedCall.all(it)) {
            if (call.isReading()) {
                hasNone(
                        it.send(
                                        HttpRequest.newBuilder(
                                                        it.uri(
                                                                call.path()
                                                                        .replace(
                                                                                "{id}",
                                                                                idFor(call))))
                                                .header(
                                                        "Authorization",
                                                        "Bearer " + it.token("admin"))
                                                .GET())
                                .raw()
                                .body());
            }
        }
    }

    @Test
    void aSecretOfTheWrongKindIsNotRepeated() {
        for (String wrong : List.of("['%s']", "{'a': '%s'}", "'%s', 'more': 1")) {
            String body = "{'user': 'wei', 'password': " + wrong.formatted(USERS_PASSWORD) + "}";
            RunningConsole.Answer answer =
                    it.send(
                            HttpRequest.newBuilder(it.uri("/api/v1/session"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(RunningConsole.json(body))));
            assertThat(answer.status()).isEqualTo(422);
            hasNone(answer.raw().body());
        }
    }

    private static String idFor(DescribedCall call) {
        return call.id().equals("showUser") ? "secretive" : "secret-1";
    }

    /** Neither as it is nor as bytes in hexadecimal or base 64. */
    private void hasNone(String text) {
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(text.contains(secret)).as("a secret in plain text").isFalse();
            assertThat(text.contains(HexFormat.of().formatHex(bytes))).as("as bytes").isFalse();
            assertThat(text.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
                    .as("in base 64")
                    .isFalse();
        }
    }
}
