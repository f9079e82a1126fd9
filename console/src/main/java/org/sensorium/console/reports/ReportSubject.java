package org.sensorium.console.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.sql.Transactions;

/** Reports for staff: the list, one with what it confirms, its photo, close. */
public final class ReportSubject implements Subject {

    private final DataSource db;
    private final ReportDesk desk;

    /**
     * Works in this database.
     *
     * @param radiusMetres what near is
     */
    public ReportSubject(DataSource db, int radiusMetres) {
        this.db = db;
        this.desk = new ReportDesk(db, radiusMetres);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/reports", Access.SIGNED_IN, this::list),
                Route.get("/reports/{id}", Access.TICKET, this::show),
                Route.get("/reports/{id}/photo", Access.SIGNED_IN, this::photo),
                Route.post("/reports/{id}/close", Access.OPERATORS, this::close));
    }

    private void list(Call call) throws SQLException {
        Query query =
                call.query(
                        "state",
                        "kind",
                        "gap",
                        "department",
                        "district",
                        "from",
                        "to",
                        "cursor",
                        "limit");
        ReportQueries.Filter filter =
                new ReportQueries.Filter(
                        query.words("state", Set.of("open", "closed")),
                        query.words("kind", ReportKind.codes()),
                        query.words("gap", Set.of("no_sensor", "silent_sensor")),
                        query.name("department"),
                        query.name("district"),
                        query.time("from"),
                        query.time("to"));
        query.refuseUnordered(filter.from(), filter.to());
        @Nullable TimeCursor after = TimeCursor.of(query);
        int limit = query.limit();
        List<ReportQueries.Row> found =
                Transactions.reading(
                        db,
                        connection ->
                                ReportQueries.list(
                                        connection, call.actor(), filter, after, limit + 1));
        call.answerPage(found, limit, ReportQueries.Row::whole, row -> row.key().text());
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.id("report");
        Optional<Ticket> ticket = Ticket.of(call.context());
        Optional<Actor> actor = call.signedIn();
        Optional<ObjectNode> found =
                Transactions.reading(
                        db,
                        connection -> {
                            if (ticket.isPresent()) {
                                return ReportQueries.held(connection, id, ticket.get())
                                        .map(ReportQueries.Row::open);
                            }
                            if (actor.isEmpty()) {
                                return Optional.empty();
                            }
                            Optional<ObjectNode> whole =
                                    ReportQueries.seen(connection, actor.get(), id)
                                            .map(ReportQueries.Row::whole);
                            if (whole.isPresent()) {
                                whole.get()
                                        .set(
                                                "alerts",
                                                ReportQueries.alerts(connection, actor.get(), id));
                            }
                            return whole;
                        });
        call.answer(200, found.orElseThrow(() -> Refused.unknown("report", id)));
    }

    /** To be saved, not shown: an attachment that runs nothing, whatever it holds. */
    private void photo(Call call) throws SQLException {
        call.query();
        String id = call.id("report");
        Photo photo =
                Transactions.reading(
                        db,
                        connection -> {
                            if (ReportQueries.seen(connection, call.actor(), id).isEmpty()) {
                                throw Refused.unknown("report", id);
                            }
                            return ReportQueries.photo(connection, id)
                                    .orElseThrow(() -> Refused.unknown("photo of report", id));
                        });
        call.context().header("Content-Disposition", "attachment");
        call.context().header("Content-Security-Policy", "default-src 'none'; sandbox");
        call.context().contentType(photo.type());
        call.context().result(photo.content());
    }

    private void close(Call call) throws IOException, SQLException {
        call.query();
        String id = call.id("report");
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        String note = fields.text("note", Note.LONGEST);
        fields.nothingElse();
        faults.refuse();
        call.answer(200, desk.close(call.actor(), id, note).whole());
    }
}
