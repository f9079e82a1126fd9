package org.sensorium.console.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Identifiers;

/** The parameters of an address, read as strictly as a body: unknown and repeated ones refused. */
public final class Query {
    private static final int LONGEST = 256;

    private final Map<String, List<String>> parameters;

    /**
     * Refuses what is not known.
     *
     * @param known the parameters that the call has
     */
    Query(Map<String, List<String>> parameters, Set<String> known) {
        this.parameters = parameters;
        for (Map.Entry<String, List<String>> entry : parameters.entrySet()) {
            String name = entry.getKey();
            if (!known.contains(name)) {
                throw wrong(
                        Json.cut(name), "is not a parameter of this call; it has " + sorted(known));
            }
            if (entry.getValue().size() > 1) {
                throw wrong(name, "is given " + entry.getValue().size() + " times; give it once");
            }
            if (entry.getValue().get(0).indexOf('\0') >= 0) {
                throw wrong(name, "holds a zero byte");
            }
            if (entry.getValue().get(0).length() > LONGEST) {
                throw wrong(name, "is longer than " + LONGEST + " characters");
            }
        }
    }

    /** The text; null if absent or empty. */
    public @Nullable String text(String name) {
        @Nullable List<String> values = parameters.get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }

    /** A department's, district's, metric's or type's name, or null. */
    public @Nullable String name(String name) {
        return matching(name, Identifiers::isName, "[a-z][a-z0-9_-]{0,31}");
    }

    /** A sensor's id or one of the same form, or null. */
    public @Nullable String id(String name) {
        return matching(name, Identifiers::isSensorId, "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    }

    /** Some of these words, separated by commas; empty if absent. */
    public List<String> words(String name, Set<String> words) {
        @Nullable String text = text(name);
        if (text == null) {
            return List.of();
        }
        List<String> chosen = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            if (!words.contains(word)) {
                throw wrong(name, "'" + Json.cut(word) + "' is none of " + sorted(words));
            }
            chosen.add(word);
        }
        return chosen;
    }

    /** An RFC 3339 time with its zone, or epoch milliseconds; null if absent. */
    public @Nullable Instant time(String name) {
        @Nullable String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                Instant at = Instant.ofEpochMilli(Long.parseLong(text));
                if (at.isBefore(LATEST)) {
                    return at;
                }
            } else {
                // An unescaped + of a zone arrives as a space.
                Instant at = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
                if (at.isBefore(LATEST) && at.isAfter(EARLIEST)) {
                    return at;
                }
            }
        } catch (DateTimeException | NumberFormatException e) {
            // told below
        }
        throw wrong(
                name,
                "'"
                        + Json.cut(text)
                        + "' is neither an RFC 3339 time with its zone, such as"
                        + " 2026-01-24T08:00:00Z, nor epoch milliseconds");
    }

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** A whole number within bounds, or the one given instead. */
    public int whole(String name, int otherwise, int min, int max) {
        @Nullable String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong(name, "'" + Json.cut(text) + "' is not a whole number of " + min + "…" + max);
    }

    /** How many rows at most. */
    public int limit() {
        return whole("limit", 100, 1, 1000);
    }

    /** Where the page before ended; null for the first page. */
    public @Nullable List<String> cursor(int parts) {
        @Nullable String cursor = text("cursor");
        return cursor == null ? null : Cursor.read(cursor, parts);
    }

    /** Refuses a span that ends before it begins. */
    public void refuseUnordered(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw wrong("to", "is before from");
        }
    }

    /** A problem with a parameter. */
    public static Problem wrong(String name, String detail) {
        return Problem.of(ProblemKind.PARAMETER, name, detail);
    }

    private @Nullable String matching(String name, Predicate<String> form, String pattern) {
        @Nullable String text = text(name);
        if (text != null && !form.test(text)) {
            throw wrong(name, "'" + Json.cut(text) + "' does not match " + pattern);
        }
        return text;
    }

    private static String sorted(Set<String> words) {
        String[] sorted = words.toArray(new String[0]);
        Arrays.sort(sorted);
        return sorted.length == 0 ? "none" : String.join(", ", sorted);
    }
}
