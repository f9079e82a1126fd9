package org.sensorium.console.session;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;

/**
 * Refuses what a page of somebody else has a browser do here. A browser adds no credentials of ours
 * by itself, for there is no cookie; this is the second wall, before a sign-in among others.
 * Programs send no Origin and are not concerned.
 */
final class SameOrigin {
    private static final Set<HandlerType> READING =
            Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private SameOrigin() {}

    /** Throws a problem if the request changes something and comes from a page of elsewhere. */
    static void refuseForeign(Context context) {
        @Nullable String origin = context.header("Origin");
        if (READING.contains(context.method()) || origin == null) {
            return;
        }
        String authority = origin.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
        if (!authority.equals(lower(context.header("Host")))
                && !authority.equals(lower(context.header("X-Forwarded-Host")))) {
            throw Problem.of(
                    ProblemKind.FORBIDDEN,
                    "this comes from a page of elsewhere: Origin is not the Host that was asked");
        }
    }

    private static @Nullable String lower(@Nullable String host) {
        return host == null ? null : host.toLowerCase(Locale.ROOT);
    }
}
