package org.sensorium.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Identifiers;
import org.sensorium.registry.access.Actor;

/** One request on its way through a route. Used by one thread. */
public final class Call {
    private static final int MOST_BODY_BYTES = 256 * 1024;

    /** What is too much by an honest mistake. */
    private final Context context;

    private final @Nullable Actor actor;

    /** A call of that actor; null where nobody has to sign in. */
    public Call(Context context, @Nullable Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /** Who asks; only in routes that need a sign-in. */
    public Actor actor() {
        if (actor == null) {
            throw new IllegalStateException("a route that is open to all has no actor");
        }
        return actor;
    }

    /** Who asks, if somebody has signed in. */
    public Optional<Actor> signedIn() {
        return Optional.ofNullable(actor);
    }

    /** The request and response behind it, for what this class does not know. */
    public Context context() {
        return context;
    }

    /** The id in the address. What has not an id's form is not known, whatever it is. */
    public String id(String kind) {
        String id = context.pathParam("id");
        if (!Identifiers.isSensorId(id)) {
            throw Problem.of(
                    ProblemKind.UNKNOWN, "there is no " + kind + " '" + Json.cut(id) + "'");
        }
        return id;
    }

    /** The parameters of the address; these and no others. */
    public Query query(String... known) {
        return new Query(context.queryParamMap(), Set.of(known));
    }

    /**
     * The body as a JSON object of at most 256 KiB.
     *
     * @param types the accepted content types
     */
    public ObjectNode json(String... types) throws IOException {
        contentType(types.length == 0 ? Set.of("application/json") : Set.of(types));
        return Json.readObject(body(MOST_BODY_BYTES));
    }

    /**
     * The body as a JSON object in which a file may be, as text.
     *
     * @param mostBytes how long body and text may be
     */
    public ObjectNode jsonWithFile(int mostBytes) throws IOException {
        contentType(Set.of("application/json"));
        return Json.readObjectWithFile(body(mostBytes), mostBytes);
    }

    /** Whether the body says that it is longer than {@link #json} takes. */
    public boolean announcesFile() {
        return context.req().getContentLengthLong() > MOST_BODY_BYTES;
    }

    private byte[] body(int mostBytes) throws IOException {
        if (context.req().getContentLengthLong() > mostBytes) {
            throw tooLarge(mostBytes);
        }
        // Left open: of one that is too large the rest has yet to be read.
        byte[] body = context.req().getInputStream().readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
            throw tooLarge(mostBytes);
        }
        return body;
    }

    /** Like {@link #json}, but an empty body counts as an empty object. */
    public ObjectNode optionalJson() throws IOException {
        return context.req().getContentLengthLong() == 0
                        || (context.req().getContentLengthLong() < 0
                                && context.req().getHeader("Transfer-Encoding") == null)
                ? Json.object()
                : json();
    }

    /** The body's content type without its parameters: one of these. */
    public String contentType(Set<String> accepted) {
        @Nullable String header = context.req().getContentType();
        String type =
                header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!accepted.contains(type)) {
            throw Problem.of(
                    ProblemKind.MEDIA_TYPE,
                    "Content-Type is '"
                            + Json.cut(header == null ? "" : header)
                            + "'; wanted is "
                            + String.join(" or ", accepted.stream().sorted().toList()));
        }
        return type;
    }

    /** Answers with JSON. */
    public void answer(int status, JsonNode json) {
        context.status(status);
        context.contentType("application/json");
        context.result(Json.bytes(json));
    }

    /** Answers with a page of a list. */
    public void answerPage(List<? extends JsonNode> items, @Nullable String nextCursor) {
        ObjectNode page = Json.object();
        page.putArray("items").addAll(items);
        page.put("nextCursor", nextCursor);
        answer(200, page);
    }

    /**
     * Answers with a page of a list.
     *
     * @param found the page's rows, and one more if there are more
     * @param limit how many rows make a page
     * @param cursor where a page ends that ends with that row
     */
    public <T> void answerPage(
            List<T> found,
            int limit,
            Function<T, ? extends JsonNode> json,
            Function<T, String> cursor) {
        boolean more = found.size() > limit;
        List<T> page = more ? found.subList(0, limit) : found;
        answerPage(
                page.stream().map(json).toList(), more ? cursor.apply(page.get(limit - 1)) : null);
    }

    /** Answers that it is done, and with nothing else. */
    public void answerDone() {
        context.status(204);
    }

    private static Problem tooLarge(int mostBytes) {
        return Problem.of(ProblemKind.TOO_LARGE, "the body is larger than " + mostBytes + " bytes");
    }
}
