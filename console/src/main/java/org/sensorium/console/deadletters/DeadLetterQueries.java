package org.sensorium.console.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Visibility;
import org.sensorium.registry.sql.BoundSql;

/**
 * Finds dead letters. One of a sensor is seen by who sees the sensor; one of nobody known by who
 * sees all.
 */
final class DeadLetterQueries {
    private static final int SHOWN_IN_LIST = 4096;

    private DeadLetterQueries() {}

    /** What to look for; null or empty means any. */
    record Filter(
            List<Long> ids,
            List<String> reasons,
            @Nullable String sensor,
            @Nullable Instant from,
            @Nullable Instant to) {
        boolean isEmpty() {
            return ids.isEmpty()
                    && reasons.isEmpty()
                    && sensor == null
                    && from == null
                    && to == null;
        }
    }

    /** One letter, with the key that the next page begins behind. */
    record Row(long id, ObjectNode json) {}

    /** The newest first. */
    static List<Row> list(
            Connection connection, Actor actor, Filter filter, @Nullable Long before, int limit)
            throws SQLException {
        BoundSql sql =
                BoundSql.of(select(), SHOWN_IN_LIST)
                        .add(" from store.dead_letters d where true")
                        .addIf(before, " and d.id < ?");
        addFilter(sql, filter);
        if (!actor.seesAll()) {
            sql.add(
                    " and exists (select from store.sensors s"
                            + " where s.sensor_id = d.sensor_id");
            Visibility.andSeesSensor(sql, actor).add(")");
        }
        return sql.add(" order by d.id desc limit ?", limit)
                .list(connection, DeadLetterQueries::read);
    }

    /** The letter of that id with its whole payload. */
    static Optional<Row> find(Connection connection, Actor actor, long id) throws SQLException {
        BoundSql sql =
                BoundSql.of(select(), Integer.MAX_VALUE)
                        .add(" from store.dead_letters d where d.id = ?", id);
        if (!actor.seesAll()) {
            sql.add(
                    " and exists (select from store.sensors s"
                            + " where s.sensor_id = d.sensor_id");
            Visibility.andSeesSensor(sql, actor).add(")");
        }
        return sql.first(connection, DeadLetterQueries::read);
    }

    /** Asks for the replay of those that match; returns how many. */
    static int requestReplay(Connection connection, Actor actor, Filter filter, int most)
            throws SQLException {
        BoundSql sql =
                BoundSql.of(
                        "update store.dead_letters set replay_requested_at = now()"
                                + " where id in (select d.id from store.dead_letters d"
                                + " where d.replay_requested_at is null");
        addFilter(sql, filter);
        if (!actor.seesAll()) {
            sql.add(
                    " and exists (select from store.sensors s"
                            + " where s.sensor_id = d.sensor_id");
            Visibility.andOwnsSensor(sql, actor).add(")");
        }
        return sql.add(" order by d.id limit ? for update)", most).change(connection);
    }

    private static String select() {
        return "select d.id, d.received_at, d.last_received_at, d.topic, d.sensor_id, d.metric,"
                + " d.reason, d.detail, d.count, d.replayed_at, d.replay_requested_at,"
                + " length(d.payload) as bytes, substring(d.payload from 1 for ?) as payload";
    }

    private static void addFilter(BoundSql sql, Filter filter) {
        if (!filter.ids().isEmpty()) {
            sql.add(" and d.id = any (?)", (Object) filter.ids().toArray(new Long[0]));
        }
        if (!filter.reasons().isEmpty()) {
            sql.add(" and d.reason = any (?)", (Object) filter.reasons().toArray(new String[0]));
        }
        sql.addIf(filter.sensor(), " and d.sensor_id = ?")
                .addIf(filter.from(), " and d.received_at >= ?")
                .addIf(filter.to(), " and d.received_at < ?");
    }

    private static Row read(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        byte[] payload = row.getBytes("payload");
        long bytes = row.getLong("bytes");
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("receivedAt", Json.time(BoundSql.instant(row, "received_at")));
        json.put("lastReceivedAt", Json.time(BoundSql.instant(row, "last_received_at")));
        json.put("topic", row.getString("topic"));
        json.put("sensorId", row.getString("sensor_id"));
        json.put("metric", row.getString("metric"));
        json.put("reason", row.getString("reason"));
        json.put("detail", row.getString("detail"));
        json.put("count", row.getLong("count"));
        json.put("replayRequestedAt", Json.time(BoundSql.instant(row, "replay_requested_at")));
        json.put("replayedAt", Json.time(BoundSql.instant(row, "replayed_at")));
        json.put("payloadBytes", bytes);
        @Nullable String text = payload.length < bytes ? null : utf8(payload);
        if (text == null) {
            json.put("payloadBase64", Base64.getEncoder().encodeToString(payload));
        } else {
            json.put("payload", text);
        }
        return new Row(id, json);
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
