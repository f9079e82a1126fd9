package org.sensorium.console.incidents;

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
import org.sensorium.console.http.Note;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.console.http.TimeCursor;
import org.sensorium.model.IncidentKind;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.sql.Transactions;

/** Incidents: the list, one with its sensors, acknowledge, close. */
public final class IncidentSubject implements Subject {
    private static final Set<String> STATES = Set.of("open", "acknowledged", "cleared", "closed");
    private static final Set<String> KINDS =
            Arrays.stream(IncidentKind.values())
                    .map(IncidentKind::code)
                    .collect(Collectors.toSet());

    private final DataSource db;
    private final IncidentDesk desk;

    /** Works in this database. */
    public IncidentSubject(DataSource db) {
        this.db = db;
        this.desk = new IncidentDesk(db);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/incidents", Access.SIGNED_IN, this::list),
                Route.get("/incidents/{id}", Access.SIGNED_IN, this::show),
                Route.post("/incidents/{id}/acknowledge", Access.OPERATORS, this::acknowledge),
                Route.post("/incidents/{id}/close", Access.OPERATORS, this::close));
    }

    private void list(Call call) throws SQLException {
        Query query =
                call.query(
                        "state", "kind", "district", "department", "from", "to", "cursor", "limit");
        IncidentQueries.Filter filter =
                new IncidentQueries.Filter(
                        query.words("state", STATES),
                        query.words("kind", KINDS),
                        query.name("district"),
                        query.name("department"),
                        query.time("from"),
                        query.time("to"));
        query.refuseUnordered(filter.from(), filter.to());
        @Nullable TimeCursor after = TimeCursor.of(query);
        int limit = query.limit();
        List<IncidentQueries.Row> found =
                Transactions.reading(
                        db,
                        connection ->
                                IncidentQueries.list(
                                        connection, call.actor(), filter, after, limit + 1));
        call.answerPage(found, limit, IncidentQueries.Row::json, row -> row.key().text());
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.id("incident");
        call.answer(
                200,
                Transactions.reading(
                        db,
                        connection -> {
                            ObjectNode json =
                                    IncidentQueries.find(connection, call.actor(), id)
                                            .orElseThrow(() -> Refused.unknown("incident", id))
                                            .json();
                            json.set(
                                    "sensors",
                                    IncidentQueries.sensors(connection, call.actor(), id));
                            return json;
                        }));
    }

    private void acknowledge(Call call) throws IOException, SQLException {
        call.query();
        call.answer(200, desk.acknowledge(call.actor(), call.id("incident"), Note.of(call)));
    }

    private void close(Call call) throws IOException, SQLException {
        call.query();
        call.answer(200, desk.close(call.actor(), call.id("incident"), Note.of(call)));
    }
}
