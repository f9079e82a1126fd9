package org.sensorium.registry.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.sql.BoundSql;

/** The audit log. Nobody's database role may change or delete its rows. */
public final class AuditLog {
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

    private AuditLog() {}

    /**
     * What to look for; null means any.
     *
     * @param before only entries with a lower id
     */
    public record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long before) {}

    /** The detail of a change: what stood before, null if nothing did, and what stands now. */
    public static Map<String, @Nullable Object> change(
            @Nullable Object before, @Nullable Object after) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("before", before);
        detail.put("after", after);
        return detail;
    }

    /** Writes a line in the caller's transaction. */
    public static void write(
            Connection connection,
            String actor,
            String action,
            String subject,
            Map<String, ? extends @Nullable Object> detail)
            throws SQLException {
        BoundSql.of(
                        "insert into store.audit_log (actor, action, subject, detail)"
                                + " values (?, ?, ?, ?::jsonb)",
                        actor,
                        action,
                        subject,
                        json(detail))
                .change(connection);
    }

    /** The newest first. */
    public static List<AuditEntry> list(Connection connection, Filter filter, int limit)
            throws SQLException {
        return BoundSql.of(
                        "select audit_id, time, actor, action, subject, detail::text as detail"
                                + " from store.audit_log where true")
                .addIf(filter.actor(), " and actor = ?")
                .addIf(filter.action(), " and action = ?")
                .addIf(filter.subject(), " and subject = ?")
                .addIf(filter.from(), " and time >= ?")
                .addIf(filter.to(), " and time < ?")
                .addIf(filter.before(), " and audit_id < ?")
                .add(" order by audit_id desc limit ?", limit)
                .list(
                        connection,
                        row ->
                                new AuditEntry(
                                        row.getLong("audit_id"),
                                        Objects.requireNonNull(BoundSql.instant(row, "time")),
                                        row.getString("actor"),
                                        row.getString("action"),
                                        row.getString("subject"),
                                        row.getString("detail")));
    }

    private static String json(Map<String, ?> detail) {
        try {
            return JSON.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an audit detail that is no JSON", e);
        }
    }
}
