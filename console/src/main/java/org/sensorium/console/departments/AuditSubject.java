package org.sensorium.console.departments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Cursor;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Query;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.audit.AuditEntry;
import org.sensorium.registry.audit.AuditLog;
import org.sensorium.registry.sql.Transactions;

/** The audit log, for administrators. */
public final class AuditSubject implements Subject {
    private final DataSource db;

    /** Reads from this database. */
    public AuditSubject(DataSource db) {
        this.db = db;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/audit", Access.ADMINS, this::list));
    }

    private void list(Call call) throws SQLException {
        Query query = call.query("actor", "action", "subject", "from", "to", "cursor", "limit");
        AuditLog.Filter filter =
                new AuditLog.Filter(
                        query.text("actor"),
                        query.text("action"),
                        query.text("subject"),
                        query.time("from"),
                        query.time("to"),
                        before(query));
        query.refuseUnordered(filter.from(), filter.to());
        int limit = query.limit();
        List<AuditEntry> found =
                Transactions.reading(
                        db, connection -> AuditLog.list(connection, filter, limit + 1));
        call.answerPage(
                found, limit, AuditSubject::write, row -> Cursor.of(Long.toString(row.id())));
    }

    private static @Nullable Long before(Query query) {
        @Nullable List<String> key = query.cursor(1);
        try {
            return key == null ? null : Long.valueOf(key.get(0));
        } catch (NumberFormatException e) {
            throw Cursor.wrong();
        }
    }

    private static ObjectNode write(AuditEntry entry) {
        ObjectNode json = Json.object();
        json.put("id", entry.id());
        json.put("time", Json.time(entry.time()));
        json.put("actor", entry.actor());
        json.put("action", entry.action());
        json.put("subject", entry.subject());
        try {
            json.set("detail", Json.readOwn(entry.detail()));
        } catch (IOException e) {
            throw new UncheckedIOException("an audit line that is no JSON", e);
        }
        return json;
    }
}
