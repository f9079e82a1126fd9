package org.sensorium.console.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.console.rules.RuleForm;
import org.sensorium.model.Identifiers;
import org.sensorium.model.Rule;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.rules.Rules;

/** Back-tests: start one, see how far it is and what came of it, stop it. */
public final class BackTestSubject implements Subject, AutoCloseable {
    private static final String UNNAMED = "proposed";

    private final Rules rules;
    private final InstantSource clock;
    private final BackTests tests;

    /**
     * Asks this database who may.
     *
     * @param command what runs one, with the rule's file and the span behind it; empty where there
     *     is none
     */
    public BackTestSubject(DataSource db, InstantSource clock, List<String> command) {
        this.rules = new Rules(db);
        this.clock = clock;
        this.tests = new BackTests(command);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/rules/backtest", Access.ENGINEERS, this::start),
                Route.get("/rules/backtest/{id}", Access.ENGINEERS, this::show),
                Route.delete("/rules/backtest/{id}", Access.ENGINEERS, this::stop));
    }

    private void start(Call call) throws IOException, SQLException {
        call.query();
        ObjectNode body = call.json();
        Faults faults = new Faults();
        Fields fields = new Fields(body, faults);
        @Nullable Instant from = fields.time("from");
        @Nullable Instant to = fields.time("to");
        if (from != null && to != null && !from.isBefore(to)) {
            fields.fault("to", "is not after 'from'");
        }
        if (fields.object("rule") == null) {
            fields.fault("rule", "is missing; wanted is a rule as PUT /api/v1/rules/{id} takes it");
        }
        fields.nothingElse();
        faults.refuse();
        Rule rule = rule((ObjectNode) body.get("rule"));
        rules.requireMayPut(call.actor(), rule);
        BackTestRun run =
                tests.start(
                        rule,
                        RuleForm.write(rule),
                        from == null ? Instant.EPOCH : from,
                        to == null ? clock.instant() : to,
                        clock.instant());
        call.context().header("Location", "/api/v1/rules/backtest/" + run.id());
        call.answer(202, json(run));
    }

    private static Rule rule(ObjectNode json) {
        @Nullable JsonNode id = json.get("id");
        boolean named = id != null && id.isTextual() && Identifiers.isSensorId(id.asText());
        return RuleForm.read(named ? id.asText() : UNNAMED, json);
    }

    private void show(Call call) throws SQLException {
        call.query();
        call.answer(200, json(find(call)));
    }

    private void stop(Call call) throws SQLException {
        call.query();
        tests.stop(find(call));
        call.answerDone();
    }

    /** Whoever may put the rule may see what came of trying it. */
    private BackTestRun find(Call call) throws SQLException {
        String id = call.id("back-test");
        BackTestRun run = tests.find(id).orElseThrow(() -> Refused.unknown("back-test", id));
        rules.requireOwns(call.actor(), run.rule(), () -> Refused.unknown("back-test", id));
        return run;
    }

    private static ObjectNode json(BackTestRun run) {
        BackTestRun.View view = run.view();
        ObjectNode json = Json.object();
        json.put("id", run.id());
        json.put("state", view.state().name().toLowerCase(Locale.ROOT));
        json.put("progress", view.progress());
        json.put("requestedAt", Json.time(run.requestedAt()));
        json.put("from", Json.time(run.from()));
        json.put("to", Json.time(run.to()));
        json.set("rule", RuleForm.write(run.rule()));
        json.put("error", view.error());
        json.set("result", view.result());
        return json;
    }

    /** Ends those that run. */
    @Override
    public void close() {
        tests.close();
    }
}
