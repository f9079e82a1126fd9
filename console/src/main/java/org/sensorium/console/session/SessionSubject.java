package org.sensorium.console.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Access;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.Subject;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.sessions.Session;
import org.sensorium.registry.sessions.Sessions;
import org.sensorium.registry.sessions.SignInThrottle;

/** Sign in, who am I, sign out. */
public final class SessionSubject implements Subject {
    private static final int LONGEST = 256;

    /** Each verification takes 19 MiB and a core for some 30 ms. */
    private static final int AT_ONCE = 4;

    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final Semaphore verifying = new Semaphore(AT_ONCE);

    /** Opens these sessions. */
    public SessionSubject(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.throttle = SignInThrottle.ofNamesAndAddresses(clock);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/session", Access.OPEN, this::open),
                Route.get("/session", Access.SIGNED_IN, SessionSubject::show),
                Route.delete("/session", Access.SIGNED_IN, this::close));
    }

    private void open(Call call) throws IOException, SQLException, InterruptedException {
        Faults faults = new Faults();
        Fields fields = new Fields(call.json(), faults);
        @Nullable String user = fields.secret("user");
        @Nullable String password = fields.secret("password");
        require(fields, "user", user);
        require(fields, "password", password);
        fields.nothingElse();
        faults.refuse();
        Session session = open(String.valueOf(user), String.valueOf(password), call.context().ip());
        ObjectNode json = describe(session.actor());
        json.put("token", session.token());
        json.put("expiresAt", Json.time(session.expiresAt()));
        json.put("idleSeconds", sessions.idle().toSeconds());
        call.answer(200, json);
    }

    private Session open(String user, String password, String address)
            throws SQLException, InterruptedException {
        Optional<Duration> wait = throttle.wait(user, address);
        if (wait.isPresent()) {
            long seconds = wait.get().toSeconds() + 1;
            throw Problem.of(
                            ProblemKind.THROTTLED,
                            "too many failed attempts: wait " + seconds + " s, then try again")
                    .with("Retry-After", Long.toString(seconds));
        }
        verifying.acquire();
        Optional<Session> session;
        try {
            session = sessions.open(user, password, address);
        } finally {
            verifying.release();
        }
        if (session.isEmpty()) {
            throttle.failed(user, address);
            throw Problem.of(
                            ProblemKind.UNAUTHORIZED,
                            "user or password is wrong, or the account may not sign in here")
                    .with("WWW-Authenticate", "Bearer");
        }
        throttle.succeeded(user, address);
        return session.get();
    }

    private static void show(Call call) {
        call.answer(200, describe(call.actor()));
    }

    private void close(Call call) throws SQLException {
        sessions.close(call.actor(), Gatekeeper.token(call.context()).orElse(""));
        call.answerDone();
    }

    private static ObjectNode describe(Actor actor) {
        ObjectNode json = Json.object();
        json.put("user", actor.user());
        json.put("role", actor.role().code());
        ArrayNode departments = json.putArray("departments");
        actor.departments().forEach(departments::add);
        return json;
    }

    private static void require(Fields fields, String field, @Nullable String text) {
        if (!fields.has(field)) {
            fields.fault(field, "is missing");
        } else if (text != null && (text.isEmpty() || text.length() > LONGEST)) {
            fields.fault(field, "wanted are 1 to " + LONGEST + " characters");
        }
    }
}
