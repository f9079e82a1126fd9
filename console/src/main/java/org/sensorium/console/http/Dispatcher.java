package org.sensorium.console.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.sensorium.registry.access.Refused;
import org.sensorium.sink.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request through the gate to its route, and whatever goes wrong to problem details.
 * Knows how many are under way, so that none is cut off when the console stops.
 */
public final class Dispatcher {
    /** Bytes of a body that is too large: enough for an honest mistake. */
    private static final int MOST_READ_ON = 16 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Gate gate;
    private final Observer observer;
    private int underWay;

    /** Lets a request in as a call, or throws a problem. */
    @FunctionalInterface
    public interface Gate {
        /** The call of somebody who may make it. */
        Call admit(Context context, Access access) throws SQLException;
    }

    /** Is told of each answer of a route. */
    @FunctionalInterface
    public interface Observer {
        /** An answer was given. */
        void answered(String method, String route, int status, Duration took);
    }

    /** Dispatches through this gate. */
    public Dispatcher(Gate gate, Observer observer) {
        this.gate = gate;
        this.observer = observer;
    }

    /** Registers the routes. */
    public void register(JavalinConfig config, Iterable<Route> routes) {
        config.routes.before(Dispatcher::harden);
        for (Route route : routes) {
            config.routes.addHttpHandler(
                    route.method(), route.path(), context -> dispatch(route, context));
        }
        // What Javalin itself refuses: no such path, no such method.
        config.routes.exception(HttpResponseException.class, (e, c) -> answer(c, refusedBy(e, c)));
        config.routes.exception(Exception.class, (e, c) -> answer(c, problem(e)));
    }

    /** Waits until nothing is under way any more, at most so long; true if so. */
    public synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (underWay > 0) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void dispatch(Route route, Context context) {
        long began = System.nanoTime();
        count(1);
        try {
            route.action().on(gate.admit(context, route.access()));
        } catch (Exception e) {
            if (context.res().isCommitted()) {
                log.warn("{} {}: broken off: {}", route.method(), route.path(), e.toString());
                breakOff(context);
                return;
            }
            answer(context, problem(e));
        } finally {
            count(-1);
            observer.answered(
                    route.method().name(),
                    route.path(),
                    context.statusCode(),
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /**
     * An answer has begun that cannot be ended: a cut connection says so, a proper end would lie.
     */
    private static void breakOff(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private synchronized void count(int change) {
        underWay += change;
        notifyAll();
    }

    private static Problem problem(Exception e) {
        if (e instanceof Problem problem) {
            return problem;
        }
        if (e instanceof Refused refused) {
            return Problem.of(refused);
        }
        if (e instanceof SQLException sql) {
            return databaseProblem(sql);
        }
        if (e instanceof EOFException) {
            return Problem.of(
                    ProblemKind.MALFORMED, "the request ends, or cannot be read, before its end");
        }
        return fault(e);
    }

    private static Problem databaseProblem(SQLException e) {
        return switch (SqlFailure.of(e)) {
            case RETRY -> {
                log.warn("the database does not answer: {}", e.toString());
                yield Problem.of(
                                ProblemKind.UNAVAILABLE,
                                "the database does not answer: try again in a while")
                        .with("Retry-After", "5");
            }
            case ISOLATE ->
                    Problem.of(
                            ProblemKind.INVALID,
                            "the database refuses a value: " + Json.cut(e.getMessage()));
            case STOP -> fault(e);
        };
    }

    /** Tells the caller a number only; the log says what it stands for. */
    private static Problem fault(Exception e) {
        String number = UUID.randomUUID().toString();
        log.error("fault {}", number, e);
        return Problem.of(
                ProblemKind.FAULT,
                "not your fault: give the number " + number + " to the operator");
    }

    private static Problem refusedBy(HttpResponseException e, Context context) {
        String asked = Json.cut(context.path());
        return switch (e.getStatus()) {
            case 404 ->
                    Problem.of(
                            ProblemKind.UNKNOWN,
                            "there is nothing at " + asked + ": see /api/openapi.yaml");
            case 405 ->
                    Problem.of(
                            ProblemKind.METHOD,
                            asked
                                    + " does not know "
                                    + context.method()
                                    + ": see /api/openapi.yaml");
            case 413 -> Problem.of(ProblemKind.TOO_LARGE, "the body is too large");
            default -> Problem.of(ProblemKind.MALFORMED, Json.cut(e.getMessage()));
        };
    }

    /**
     * A client that still writes when the connection is closed would not get to read why; one that
     * announces far too much is not waited for.
     */
    private static void readOn(Context context) {
        try {
            if (context.req().getContentLengthLong() <= MOST_READ_ON) {
                context.req().getInputStream().skip(MOST_READ_ON);
            }
        } catch (IOException e) {
            log.debug("a body that is too large ended early", e);
        }
    }

    private static void answer(Context context, Problem problem) {
        if (problem.kind() == ProblemKind.TOO_LARGE) {
            readOn(context);
        }
        problem.headers().forEach(context::header);
        context.status(problem.kind().status());
        context.contentType(Problem.CONTENT_TYPE);
        context.result(Json.bytes(problem.toJson()));
    }

    private static void harden(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        context.header("Cache-Control", "no-store");
    }
}
