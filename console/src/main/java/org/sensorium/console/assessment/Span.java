package org.sensorium.console.assessment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Query;

/** From when to when figures are taken. */
record Span(Instant from, Instant to) {
    /**
     * The span that the query gives, or one that ends now.
     *
     * @param usual how long it is if the query does not say
     * @param longest how long it may be, for what it costs
     */
    static Span of(Query query, Instant now, Duration usual, Duration longest) {
        @Nullable Instant givenTo = query.time("to");
        @Nullable Instant givenFrom = query.time("from");
        Instant to = givenTo == null ? now : givenTo;
        Instant from = givenFrom == null ? to.minus(usual) : givenFrom;
        query.refuseUnordered(from, to);
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw Query.wrong("from", "is more than " + longest.toDays() + " days before to");
        }
        return new Span(from, to);
    }
}
