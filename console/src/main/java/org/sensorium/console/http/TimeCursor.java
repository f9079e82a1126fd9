package org.sensorium.console.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of rows in order of time ended.
 *
 * @param at the last row's time
 * @param id what tells it from others of that time
 */
public record TimeCursor(Instant at, String id) {
    /** The text that callers see. */
    public String text() {
        return Cursor.of(at.toString(), id);
    }

    /** The one in the parameter {@code cursor}; null on the first page. */
    public static @Nullable TimeCursor of(Query query) {
        @Nullable List<String> key = query.cursor(2);
        if (key == null) {
            return null;
        }
        try {
            return new TimeCursor(Instant.parse(key.get(0)), key.get(1));
        } catch (DateTimeException e) {
            throw Cursor.wrong();
        }
    }
}
