package org.sensorium.console.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Cursor;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.model.RejectionReason;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.Transactions;

/** Dead letters: the list, one with its payload, replay. */
public final class DeadLetterSubject implements Subject {
    private static final int MOST_AT_ONCE = 100_000;
    private static final int MOST_IDS = 10_000;
    private static final Set<String> REASONS =
            Arrays.stream(RejectionReason.values())
                    .map(RejectionReason::code)
                    .collect(Collectors.toSet());

    private final DataSource db;

    /** Works in this database. */
    public DeadLetterSubject(DataSource db) {
        this.db = db;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/dead-letters", Access.SIGNED_IN, this::list),
                Route.get("/dead-letters/{id}", Access.SIGNED_IN, this::show),
                Route.post("/dead-letters/replay", Access.ENGINEERS, this::replay));
    }

    private void list(Call call) throws SQLException {
        Query query = call.query("reason", "sensor", "from", "to", "cursor", "limit");
        DeadLetterQueries.Filter filter =
                new DeadLetterQueries.Filter(
                        List.of(),
                        query.words("reason", REASONS),
                        query.id("sensor"),
                        query.time("from"),
                        query.time("to"));
        query.refuseUnordered(filter.from(), filter.to());
        @Nullable List<String> key = query.cursor(1);
        @Nullable Long before = key == null ? null : number(key.get(0));
        int limit = query.limit();
        List<DeadLetterQueries.Row> found =
                Transactions.reading(
                        db,
                        connection ->
                                DeadLetterQueries.list(
                                        connection, call.actor(), filter, before, limit + 1));
        call.answerPage(
                found,
                limit,
                DeadLetterQueries.Row::json,
                row -> Cursor.of(Long.toString(row.id())));
    }

    private void show(Call call) throws SQLException {
        call.query();
        String id = call.id("dead letter");
        if (!id.matches("[0-9]{1,18}")) {
            throw Refused.unknown("dead letter", id);
        }
        call.answer(
                200,
                Transactions.reading(
                                db,
                                connection ->
                                        DeadLetterQueries.find(
                                                connection, call.actor(), Long.parseLong(id)))
                        .orElseThrow(() -> Refused.unknown("dead letter", id))
                        .json());
    }

    private void replay(Call call) throws IOException, SQLException {
        call.query();
        DeadLetterQueries.Filter filter = filter(call.json());
        int requested =
                Transactions.in(
                        db,
                        connection -> {
                            int n =
                                    DeadLetterQueries.requestReplay(
                                            connection, call.actor(), filter, MOST_AT_ONCE);
                            AuditLog.write(
                                    connection,
                                    call.actor().user(),
                                    "dead_letters.replay",
                                    n + " dead letters",
                                    Map.of("filter", filter.toString()));
                            return n;
                        });
        call.answer(202, Json.object().put("requested", requested));
    }

    /** The filter's fields, or an object {@code filter} with them. */
    private static DeadLetterQueries.Filter filter(ObjectNode json) {
        Faults faults = new Faults();
        Fields outer = new Fields(json, faults);
        @Nullable Fields inner = outer.object("filter");
        if (inner != null) {
            outer.nothingElse();
        }
        Fields fields = inner == null ? outer : inner;
        List<Long> ids = fields.numbers("ids", MOST_IDS);
        List<String> reasons =
                fields.has("reason") ? List.of(fields.word("reason", REASONS)) : List.of();
        DeadLetterQueries.Filter filter =
                new DeadLetterQueries.Filter(
                        ids,
                        reasons,
                        fields.optionalId("sensor"),
                        fields.time("from"),
                        fields.time("to"));
        fields.nothingElse();
        faults.refuse();
        if (filter.isEmpty()) {
            throw Problem.of(
                    ProblemKind.INVALID,
                    "reason",
                    "is missing: wanted is at least one of ids, reason, sensor, from and to");
        }
        return filter;
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Cursor.wrong();
        }
    }
}
