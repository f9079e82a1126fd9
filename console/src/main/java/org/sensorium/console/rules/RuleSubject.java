package org.sensorium.console.rules;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.model.Rule;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.rules.Rules;

/** Rules: look up, put, delete. In force in the job within two seconds. */
public final class RuleSubject implements Subject {
    private final Rules rules;

    /** Works in this database. */
    public RuleSubject(DataSource db) {
        this.rules = new Rules(db);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/rules", Access.SIGNED_IN, this::list),
                Route.get("/rules/{id}", Access.SIGNED_IN, this::show),
                Route.put("/rules/{id}", Access.ENGINEERS, this::put),
                Route.delete("/rules/{id}", Access.ENGINEERS, this::delete));
    }

    private void list(Call call) throws SQLException {
        call.query();
        call.answerPage(rules.all(call.actor()).stream().map(RuleForm::write).toList(), null);
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.id("rule");
        Rule rule = rules.find(call.actor(), id).orElseThrow(() -> Refused.unknown("rule", id));
        call.answer(200, RuleForm.write(rule));
    }

    private void put(Call call) throws IOException, SQLException {
        call.query();
        Rule rule = rules.put(call.actor(), RuleForm.read(call.id("rule"), call.json()));
        call.answer(rule.revision() == 1 ? 201 : 200, RuleForm.write(rule));
    }

    private void delete(Call call) throws SQLException {
        call.query();
        rules.delete(call.actor(), call.id("rule"));
        call.answerDone();
    }
}
