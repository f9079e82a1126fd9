package org.sensorium.console.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Note;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.console.http.TimeCursor;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Severity;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.sql.Transactions;

/** Alerts: the list, one with its history, acknowledge, assign, close. */
public final class AlertSubject implements Subject {
    private static final int LONGEST_NAME = 64;
    private static final Set<String> STATES = Set.of("open", "acknowledged", "cleared", "closed");
    private static final Set<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::code).collect(Collectors.toSet());
    private static final Set<String> DETECTORS =
            Arrays.stream(DetectorKind.values())
                    .map(DetectorKind::code)
                    .collect(Collectors.toSet());

    private final DataSource db;
    private final AlertDesk desk;

    /** Works in this database. */
    public AlertSubject(DataSource db) {
        this.db = db;
        this.desk = new AlertDesk(db);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/alerts", Access.SIGNED_IN, this::list),
                Route.get("/alerts/{id}", Access.SIGNED_IN, this::show),
                Route.post("/alerts/{id}/acknowledge", Access.OPERATORS, this::acknowledge),
                Route.get("/alerts/{id}/assignees", Access.OPERATORS, this::assignees),
                Route.post("/alerts/{id}/assign", Access.OPERATORS, this::assign),
                Route.post("/alerts/{id}/close", Access.OPERATORS, this::close));
    }

    private void list(Call call) throws SQLException {
        Query query =
                call.query(
                        "state",
                        "severity",
                        "detector",
                        "department",
                        "district",
                        "sensor",
                        "assignee",
                        "from",
                        "to",
                        "cursor",
                        "limit");
        AlertQueries.Filter filter =
                new AlertQueries.Filter(
                        query.words("state", STATES),
                        query.words("severity", SEVERITIES),
                        query.words("detector", DETECTORS),
                        query.name("department"),
                        query.name("district"),
                        query.id("sensor"),
                        query.text("assignee"),
                        query.time("from"),
                        query.time("to"));
        query.refuseUnordered(filter.from(), filter.to());
        @Nullable TimeCursor after = TimeCursor.of(query);
        int limit = query.limit();
        List<AlertQueries.Row> found =
                Transactions.reading(
                        db,
                        connection ->
                                AlertQueries.list(
                                        connection, call.actor(), filter, after, limit + 1));
        call.answerPage(found, limit, AlertQueries.Row::json, row -> row.key().text());
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.id("alert");
        call.answer(
                200,
                Transactions.reading(
                        db,
                        connection -> {
                            ObjectNode json =
                                    AlertQueries.find(connection, call.actor(), id)
                                            .orElseThrow(() -> Refused.unknown("alert", id))
                                            .json();
                            json.set("events", AlertQueries.events(connection, id));
                            return json;
                        }));
    }

    private void acknowledge(Call call) throws IOException, SQLException {
        call.query();
        call.answer(200, desk.acknowledge(call.actor(), call.id("alert"), Note.of(call)));
    }

    private void assignees(Call call) throws SQLException {
        call.query();
        call.answerPage(desk.assignees(call.actor(), call.id("alert")), null);
    }

    private void assign(Call call) throws IOException, SQLException {
        call.query();
        String id = call.id("alert");
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        String to = fields.text("to", LONGEST_NAME);
        @Nullable String note = fields.optionalText("note", Note.LONGEST);
        fields.nothingElse();
        faults.refuse();
        call.answer(200, desk.assign(call.actor(), id, to, note));
    }

    private void close(Call call) throws IOException, SQLException {
        call.query();
        call.answer(200, desk.close(call.actor(), call.id("alert"), Note.of(call)));
    }
}
