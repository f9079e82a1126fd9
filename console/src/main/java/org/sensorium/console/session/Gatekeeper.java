package org.sensorium.console.session;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.sessions.Sessions;
import org.sensorium.registry.view.Role;

/** Turns a request into a call of somebody who may make it. */
public final class Gatekeeper {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 200;

    private final Sessions sessions;

    /** Asks these sessions who holds a token. */
    public Gatekeeper(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Lets the request in, or throws a problem. */
    public Call admit(Context context, Access access) throws SQLException {
        SameOrigin.refuseForeign(context);
        if (isFree(context, access)) {
            return new Call(context, null);
        }
        Optional<String> token = token(context);
        Optional<Actor> holder = token.isEmpty() ? Optional.empty() : sessions.actor(token.get());
        Actor actor = holder.orElseThrow(Gatekeeper::signInFirst);
        Set<Role> roles = roles(access);
        if (!roles.contains(actor.role())) {
            throw Problem.of(
                    ProblemKind.FORBIDDEN,
                    "this takes the role "
                            + String.join(" or ", roles.stream().map(Role::code).sorted().toList())
                            + "; '"
                            + actor.user()
                            + "' has the role "
                            + actor.role().code());
        }
        return new Call(context, actor);
    }

    /** Whether nobody has to have signed in. Who shows a token means to be looked at by it. */
    private static boolean isFree(Context context, Access access) {
        return switch (access) {
            case OPEN -> true;
            case LOOPBACK -> isLocal(context);
            case TICKET -> context.header("Authorization") == null;
            case SIGNED_IN, ENGINEERS, OPERATORS, ADMINS -> false;
        };
    }

    /** The token that the request carries. */
    static Optional<String> token(Context context) {
        @Nullable String header = context.header("Authorization");
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || header.length() > SCHEME.length() + LONGEST_TOKEN) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip());
    }

    private static Problem signInFirst() {
        return Problem.of(
                        ProblemKind.UNAUTHORIZED,
                        "wanted is the header Authorization: Bearer <token>, with a token from"
                                + " POST /api/v1/session that is not over")
                .with("WWW-Authenticate", "Bearer");
    }

    /** Whether it comes from this machine, and not through a proxy that stands on it. */
    private static boolean isLocal(Context context) {
        if (context.header("X-Forwarded-For") != null || context.header("Forwarded") != null) {
            return false;
        }
        try {
            return InetAddress.getByName(context.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Set<Role> roles(Access access) {
        return switch (access) {
            case ADMINS -> Set.of(Role.ADMIN);
            case ENGINEERS -> Set.of(Role.ADMIN, Role.ENGINEER);
            case OPERATORS -> Set.of(Role.ADMIN, Role.OPERATOR);
            case SIGNED_IN, TICKET, LOOPBACK, OPEN ->
                    Set.of(Role.ADMIN, Role.ENGINEER, Role.OPERATOR, Role.VIEWER);
        };
    }
}
