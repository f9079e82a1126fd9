package org.sensorium.console.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.access.Refused;

/** A call that is not answered as wished: problem details by RFC 9457. */
public final class Problem extends RuntimeException {
    /** The content type of a problem. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1;

    private final ProblemKind kind;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    /**
     * What is wrong with one field.
     *
     * @param field its path, such as {@code metrics[0].min}
     * @param detail what is wrong and what would be right
     */
    public record Fault(String field, String detail) {}

    private Problem(
            ProblemKind kind, String detail, List<Fault> faults, Map<String, String> headers) {
        super(detail);
        this.kind = kind;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    /** A problem with no field to blame. */
    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind, detail, List.of(), Map.of());
    }

    /** A problem with one field. */
    public static Problem of(ProblemKind kind, String field, String detail) {
        return of(kind, List.of(new Fault(field, detail)));
    }

    /** A problem with several fields, at least one. */
    public static Problem of(ProblemKind kind, List<Fault> faults) {
        Fault first = faults.get(0);
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        return new Problem(kind, first.field() + ": " + first.detail() + more, faults, Map.of());
    }

    /** A refusal of the registry, with its status. */
    public static Problem of(Refused refused) {
        ProblemKind kind =
                switch (refused.reason()) {
                    case UNKNOWN -> ProblemKind.UNKNOWN;
                    case FORBIDDEN -> ProblemKind.FORBIDDEN;
                    case CONFLICT -> ProblemKind.CONFLICT;
                    case INVALID -> ProblemKind.INVALID;
                };
        @Nullable String field = refused.field();
        return field == null
                ? of(kind, refused.explanation())
                : of(kind, field, refused.explanation());
    }

    /** The same problem with a response header. */
    public Problem with(String header, String value) {
        return new Problem(kind, detail(), faults, Map.of(header, value));
    }

    /** Its kind. */
    public ProblemKind kind() {
        return kind;
    }

    /** What is wrong this time. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What is wrong, field by field; may be empty. */
    public List<Fault> faults() {
        return faults;
    }

    /** Response headers that belong to it. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The problem details. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("type", kind.type());
        json.put("title", kind.title());
        json.put("status", kind.status());
        json.put("detail", detail());
        if (!faults.isEmpty()) {
            json.put("field", faults.get(0).field());
            ArrayNode errors = json.putArray("errors");
            for (Fault fault : faults) {
                errors.addObject().put("field", fault.field()).put("detail", fault.detail());
            }
        }
        return json;
    }
}
