package org.sensorium.console.series;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.console.http.TimeCursor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.sensors.SensorQueries;
import org.sensorium.registry.sql.Transactions;

/** A sensor's readings, as they came or by buckets. */
public final class SeriesSubject implements Subject {
    private static final int MOST_ROWS = 10_000;
    private static final int DEFAULT_ROWS = 1_000;
    private static final int MOST_BUCKETS = 100_000;
    private static final int DEFAULT_BUCKETS = 100;
    private static final Duration DEFAULT_SPAN = Duration.ofHours(1);

    private final DataSource db;
    private final InstantSource clock;

    /** Reads from this database. */
    public SeriesSubject(DataSource db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/sensors/{id}/readings", Access.SIGNED_IN, this::show),
                Route.get("/alerts/{id}/readings", Access.SIGNED_IN, this::showBehindAlert));
    }

    private void show(Call call) throws SQLException {
        Query query = call.query("metric", "from", "to", "step", "limit", "cursor");
        String id = call.id("sensor");
        Step step = Step.read(query.text("step"));
        @Nullable Instant givenTo = query.time("to");
        @Nullable Instant givenFrom = query.time("from");
        Instant to = givenTo == null ? clock.instant() : givenTo;
        Instant from = givenFrom == null ? to.minus(span(step)) : givenFrom;
        query.refuseUnordered(from, to);
        refuseTooFine(from, to, step);
        @Nullable String metric = query.name("metric");
        @Nullable TimeCursor after = TimeCursor.of(query);
        int limit = query.whole("limit", DEFAULT_ROWS, 1, MOST_ROWS);
        List<SeriesQueries.Row> found =
                Transactions.reading(
                        db,
                        connection -> {
                            int key =
                                    SensorQueries.find(connection, call.actor(), id)
                                            .orElseThrow(() -> Refused.unknown("sensor", id))
                                            .key();
                            return SeriesQueries.read(
                                    connection,
                                    new SeriesQueries.Wanted(
                                            key, metric, from, to, step, after, limit + 1));
                        });
        call.answer(200, json(id, step, from, to, found, limit));
    }

    /** The readings that led to an alert: those of its series in its window, as they came. */
    private void showBehindAlert(Call call) throws SQLException {
        Query query = call.query("limit", "cursor");
        String id = call.id("alert");
        @Nullable TimeCursor after = TimeCursor.of(query);
        int limit = query.whole("limit", DEFAULT_ROWS, 1, MOST_ROWS);
        call.answer(
                200,
                Transactions.reading(
                        db,
                        connection -> {
                            AlertWindow window =
                                    AlertWindow.find(connection, call.actor(), id)
                                            .orElseThrow(() -> Refused.unknown("alert", id));
                            List<SeriesQueries.Row> found =
                                    SeriesQueries.read(
                                            connection,
                                            new SeriesQueries.Wanted(
                                                    window.sensorKey(),
                                                    window.metric(),
                                                    window.from(),
                                                    window.to(),
                                                    Step.read(null),
                                                    after,
                                                    limit + 1));
                            return json(
                                    window.sensorId(),
                                    Step.read(null),
                                    window.from(),
                                    window.to(),
                                    found,
                                    limit);
                        }));
    }

    private static ObjectNode json(
            String sensorId,
            Step step,
            Instant from,
            Instant to,
            List<SeriesQueries.Row> found,
            int limit) {
        boolean more = found.size() > limit;
        List<SeriesQueries.Row> page = more ? found.subList(0, limit) : found;
        ObjectNode json = Json.object();
        json.put("sensorId", sensorId);
        json.put("step", step.text());
        json.put("from", Json.time(from));
        json.put("to", Json.time(to));
        ArrayNode items = json.putArray("items");
        page.forEach(row -> items.add(row.json()));
        json.put("nextCursor", more ? page.get(limit - 1).key().text() : null);
        return json;
    }

    private static Duration span(Step step) {
        Duration buckets = Duration.ofSeconds(step.seconds() * DEFAULT_BUCKETS);
        return buckets.compareTo(DEFAULT_SPAN) > 0 ? buckets : DEFAULT_SPAN;
    }

    private static void refuseTooFine(Instant from, Instant to, Step step) {
        long seconds = Duration.between(from, to).toSeconds();
        if (!step.isRaw() && seconds / step.seconds() > MOST_BUCKETS) {
            throw Query.wrong(
                    "step",
                    step.text()
                            + " makes more than "
                            + MOST_BUCKETS
                            + " buckets of that span; wanted is at least "
                            + Duration.ofSeconds(seconds / MOST_BUCKETS + 1));
        }
    }
}
