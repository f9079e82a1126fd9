package org.sensorium.console.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/** What citizens do, without an account: see the form, report, rate what became of it. */
public final class ReportIntake implements Subject {
    private static final int LONGEST_RATING = 500;
    private static final int BEST = 5;
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** A photo in base 64, and the rest. */
    private static final int MOST_BODY_BYTES = Photo.MOST_BYTES / 3 * 4 + 64 * 1024;

    /** Bodies with a photo in memory at once: each takes some 12 MB while it is read. */
    private static final int PHOTOS_AT_ONCE = 6;

    private final DataSource db;
    private final ReportDesk desk;
    private final ReportThrottle throttle;
    private final int radiusMetres;
    private final InstantSource clock;
    private final Semaphore photos = new Semaphore(PHOTOS_AT_ONCE);
    private List<ObjectNode> districts = List.of();
    private Instant districtsUntil = Instant.MIN;

    /**
     * Works in this database.
     *
     * @param radiusMetres what near is
     */
    public ReportIntake(DataSource db, int radiusMetres, InstantSource clock) {
        this.db = db;
        this.desk = new ReportDesk(db, radiusMetres);
        this.throttle = new ReportThrottle(clock);
        this.radiusMetres = radiusMetres;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/report-form", Access.OPEN, this::form),
                Route.post("/reports", Access.OPEN, this::receive),
                Route.post("/reports/{id}/rating", Access.TICKET, this::rate));
    }

    /** What the form of a page needs to know: nothing that is not said to everybody. */
    private void form(Call call) throws SQLException {
        call.query();
        ObjectNode json = Json.object();
        ArrayNode kinds = json.putArray("kinds");
        ReportKind.codes().forEach(kinds::add);
        json.put("radiusMetres", radiusMetres);
        json.put("mostPhotoBytes", Photo.MOST_BYTES);
        json.putArray("districts").addAll(districts());
        call.answer(200, json);
    }

    /** Asked for by everybody who opens the form: looked up once a minute. */
    private synchronized List<ObjectNode> districts() throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(districtsUntil)) {
            districts = Transactions.reading(db, ReportIntake::districts);
            districtsUntil = now.plus(FRESH);
        }
        return districts;
    }

    private static List<ObjectNode> districts(Connection connection) throws SQLException {
        return BoundSql.of(
                        "select d.name, d.name_zh, coalesce(d.lat, avg(s.lat)) as lat,"
                                + " coalesce(d.lon, avg(s.lon)) as lon from store.districts d"
                                + " left join store.sensors s on s.district = d.district"
                                + " and s.retired_at is null and s.lat is not null"
                                + " group by d.district"
                                + " having coalesce(d.lat, avg(s.lat)) is not null"
                                + " order by d.district")
                .list(
                        connection,
                        row -> {
                            ObjectNode district = Json.object();
                            district.put("name", row.getString("name"));
                            district.put("nameZh", row.getString("name_zh"));
                            district.putObject("location")
                                    .put("lat", row.getDouble("lat"))
                                    .put("lon", row.getDouble("lon"));
                            return district;
                        });
    }

    private void receive(Call call) throws IOException, SQLException {
        call.query();
        refuse("reports", throttle.admit(Sender.of(call.context())).orElse(Duration.ZERO));
        ReportForm form = ReportForm.read(body(call));
        @Nullable Photo photo = form.photo();
        if (photo != null) {
            refuse("photos", throttle.admitPhoto(photo.content().length).orElse(Duration.ZERO));
        }
        ReportDesk.Received received = desk.receive(form);
        ObjectNode json = received.report().open();
        json.put("ticket", received.ticket().text());
        call.context().header("Location", Route.API + "/reports/" + received.report().id());
        call.answer(201, json);
    }

    private ObjectNode body(Call call) throws IOException {
        if (!call.announcesFile()) {
            return call.json();
        }
        if (!photos.tryAcquire()) {
            throw throttled("photos at once", 2);
        }
        try {
            return call.jsonWithFile(MOST_BODY_BYTES);
        } finally {
            photos.release();
        }
    }

    private static void refuse(String what, Duration wait) {
        if (!wait.isZero()) {
            throw throttled(what, wait.toSeconds() + 1);
        }
    }

    private static Problem throttled(String what, long seconds) {
        return Problem.of(
                        ProblemKind.THROTTLED,
                        "too many " + what + ": wait " + seconds + " s, then try again")
                .with("Retry-After", Long.toString(seconds));
    }

    private void rate(Call call) throws IOException, SQLException {
        call.query();
        String id = call.id("report");
        Ticket ticket = Ticket.of(call.context()).orElseThrow(() -> Refused.unknown("report", id));
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        int score = fields.whole("score", 0, 1, BEST);
        if (!fields.has("score")) {
            fields.fault("score", "is missing; wanted is a whole number of 1 to " + BEST);
        }
        @Nullable String text = fields.optionalText("text", LONGEST_RATING);
        fields.nothingElse();
        faults.refuse();
        call.answer(200, desk.rate(id, ticket, score, text).open());
    }
}
