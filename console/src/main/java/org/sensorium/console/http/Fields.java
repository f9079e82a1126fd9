package org.sensorium.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Identifiers;
import org.sensorium.model.Location;

/**
 * Reads the fields of one JSON object and notes every fault with the field's path and what would be
 * right. After a fault a stand-in is returned: call {@link Faults#refuse} before using anything. A
 * field that is null counts as absent. Not thread-safe.
 */
public final class Fields {
    private static final String NAME = "[a-z][a-z0-9_-]{0,31}";
    private static final String SENSOR_ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final ObjectNode object;
    private final String path;
    private final Faults faults;
    private final Set<String> known = new TreeSet<>();

    /** Reads this object, noting faults there. */
    public Fields(ObjectNode object, Faults faults) {
        this(object, "", faults);
    }

    private Fields(ObjectNode object, String path, Faults faults) {
        this.object = object;
        this.path = path;
        this.faults = faults;
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        known.add(field);
        return object.hasNonNull(field);
    }

    /** Notes a fault of a field. */
    public void fault(String field, String detail) {
        faults.add(path + field, detail);
    }

    /** A department's, district's, metric's or type's name; it has to be there. */
    public String name(String field) {
        return required(field, optionalName(field));
    }

    /** Such a name, or null. */
    public @Nullable String optionalName(String field) {
        return matching(field, Identifiers::isName, NAME);
    }

    /** A sensor's id, or one of the same form; it has to be there. */
    public String id(String field) {
        return required(field, optionalId(field));
    }

    /** Such an id, or null. */
    public @Nullable String optionalId(String field) {
        return matching(field, Identifiers::isSensorId, SENSOR_ID);
    }

    /** One of these words; it has to be there. */
    public String word(String field, Set<String> words) {
        String wanted = String.join(", ", words);
        @Nullable String text = raw(field, "one of " + wanted);
        if (text != null && !words.contains(text)) {
            fault(field, "'" + Json.cut(text) + "' is none of " + wanted);
        }
        return required(field, text);
    }

    /** Text for people, up to so many characters; it has to be there and not blank. */
    public String text(String field, int longest) {
        return required(field, optionalText(field, longest));
    }

    /** Such a text, or null. */
    public @Nullable String optionalText(String field, int longest) {
        @Nullable String text = raw(field, "a text");
        if (text == null) {
            return null;
        }
        String normal = Texts.normal(text);
        if (normal.isBlank() || normal.length() > longest) {
            fault(field, normal.length() + " characters; wanted are 1 to " + longest);
        } else if (!Texts.isPlain(normal)) {
            fault(field, "holds characters that do not show; wanted is plain text");
        }
        return normal;
    }

    /** A secret as it is, never repeated in a message; null if absent. */
    public @Nullable String secret(String field) {
        @Nullable JsonNode node = object.get(field);
        if (node != null && !node.isNull() && !node.isTextual()) {
            known.add(field);
            fault(field, "is not a text");
            return null;
        }
        return raw(field, "a text");
    }

    /** A finite number within bounds, or null. */
    public @Nullable Double number(String field, double min, double max) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            fault(field, "'" + Json.cut(node.asText()) + "' is not a finite number");
            return null;
        }
        double value = node.doubleValue();
        if (value < min || value > max) {
            fault(field, value + " is outside " + min + "…" + max);
        }
        return value;
    }

    /** A whole number within bounds, or the one given instead. */
    public int whole(String field, int otherwise, int min, int max) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.canConvertToInt()
                || !node.isIntegralNumber()
                || node.intValue() < min
                || node.intValue() > max) {
            fault(
                    field,
                    "'"
                            + Json.cut(node.asText())
                            + "' is not a whole number of "
                            + min
                            + "…"
                            + max);
            return otherwise;
        }
        return node.intValue();
    }

    /** True, false, or the one given instead. */
    public boolean flag(String field, boolean otherwise) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            fault(field, "'" + Json.cut(node.asText()) + "' is neither true nor false");
        }
        return node.asBoolean();
    }

    /** A positive ISO-8601 duration of at least a millisecond, or null. */
    public @Nullable Duration duration(String field) {
        @Nullable String text = raw(field, "an ISO-8601 duration such as PT60S");
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofMillis(1)) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below, with what would be right
        }
        fault(
                field,
                "'"
                        + Json.cut(text)
                        + "' is not an ISO-8601 duration of PT0.001S to P3660D, such as PT60S");
        return null;
    }

    /** An RFC 3339 time with its zone, or null. */
    public @Nullable Instant time(String field) {
        @Nullable String text = raw(field, "an RFC 3339 time");
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fault(
                    field,
                    "'"
                            + Json.cut(text)
                            + "' is not an RFC 3339 time with its zone, such as"
                            + " 2026-01-24T08:00:00Z");
            return null;
        }
    }

    /** A nested object, or null. */
    public @Nullable Fields object(String field) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (node instanceof ObjectNode nested) {
            return new Fields(nested, path + field + ".", faults);
        }
        fault(field, "is not an object");
        return null;
    }

    /** The place in the field {@code location}, or null; both of its numbers or none. */
    public @Nullable Location location() {
        @Nullable Fields location = object("location");
        if (location == null) {
            return null;
        }
        @Nullable Double lat = location.number("lat", -90, 90);
        @Nullable Double lon = location.number("lon", -180, 180);
        for (String degrees : List.of("lat", "lon")) {
            if (!location.has(degrees)) {
                location.fault(degrees, "is missing; wanted are degrees, WGS 84");
            }
        }
        location.nothingElse();
        if (lat == null || lon == null || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
            return null;
        }
        return new Location(lat, lon);
    }

    /** Nested objects; none if absent. */
    public List<Fields> objects(String field, int most) {
        List<Fields> nested = new ArrayList<>();
        List<JsonNode> items = items(field, most);
        for (int i = 0; i < items.size(); i++) {
            String at = field + "[" + i + "]";
            if (items.get(i) instanceof ObjectNode item) {
                nested.add(new Fields(item, path + at + ".", faults));
            } else {
                fault(at, "is not an object");
            }
        }
        return nested;
    }

    /** Names; none if absent. */
    public List<String> names(String field, int most) {
        List<String> names = new ArrayList<>();
        List<JsonNode> items = items(field, most);
        for (int i = 0; i < items.size(); i++) {
            String text = items.get(i).asText();
            if (!items.get(i).isTextual() || !Identifiers.isName(text)) {
                fault(field + "[" + i + "]", mismatch(text, NAME));
            }
            names.add(text);
        }
        return names;
    }

    /** Whole numbers; none if absent. */
    public List<Long> numbers(String field, int most) {
        List<Long> numbers = new ArrayList<>();
        List<JsonNode> items = items(field, most);
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (!item.isIntegralNumber() || !item.canConvertToLong()) {
                fault(field + "[" + i + "]", "is not a whole number");
            }
            numbers.add(item.asLong());
        }
        return numbers;
    }

    /** An object of short texts (numbers are taken as their text), in its order; may be empty. */
    public Map<String, String> texts(String field, int most, int longest) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        Map<String, String> texts = new LinkedHashMap<>();
        if (node == null || node.isNull()) {
            return texts;
        }
        if (!(node instanceof ObjectNode)) {
            fault(field, "is not an object of texts");
            return texts;
        }
        if (node.size() > most) {
            fault(field, node.size() + " entries; at most " + most + " are allowed");
            return texts;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String text = Texts.normal(entry.getValue().asText());
            boolean fits =
                    entry.getValue().isValueNode()
                            && !entry.getValue().isNull()
                            && text.length() <= longest
                            && Texts.isPlain(text)
                            && Texts.isPlain(entry.getKey())
                            && !entry.getKey().isBlank()
                            && entry.getKey().length() <= 64;
            if (!fits) {
                fault(
                        field + "." + Json.cut(entry.getKey()),
                        "wanted is a name of 1 to 64 characters and a text of up to "
                                + longest
                                + " plain characters");
            }
            texts.put(entry.getKey(), text);
        }
        return texts;
    }

    /** Notes a fault for each field that nobody has asked for. */
    public void nothingElse() {
        object.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!known.contains(field)) {
                                fault(
                                        Json.cut(field),
                                        "is not a known field; known are "
                                                + String.join(", ", known));
                            }
                        });
    }

    private List<JsonNode> items(String field, int most) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        List<JsonNode> items = new ArrayList<>();
        if (node == null || node.isNull()) {
            return items;
        }
        if (!node.isArray()) {
            fault(field, "is not an array");
        } else if (node.size() > most) {
            fault(field, node.size() + " entries; at most " + most + " are allowed");
        } else {
            node.forEach(items::add);
        }
        return items;
    }

    private @Nullable String matching(String field, Predicate<String> form, String pattern) {
        @Nullable String text = raw(field, "a text that matches " + pattern);
        if (text != null && !form.test(text)) {
            fault(field, mismatch(text, pattern));
        }
        return text;
    }

    private static String mismatch(String text, String pattern) {
        return "'" + Json.cut(text) + "' does not match " + pattern;
    }

    private @Nullable String raw(String field, String wanted) {
        known.add(field);
        @Nullable JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            fault(field, "is " + Json.cut(node.toString()) + "; wanted is " + wanted);
            return null;
        }
        return node.textValue();
    }

    private String required(String field, @Nullable String text) {
        if (text == null && !object.hasNonNull(field)) {
            fault(field, "is missing");
        }
        return text == null ? "" : text;
    }
}
