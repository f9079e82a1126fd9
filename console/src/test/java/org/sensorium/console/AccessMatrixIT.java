package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.DescribedCall.Scope;
import org.sensorium.console.MatrixPeople.Person;
import org.sensorium.console.MatrixPeople.Standing;
import org.sensorium.console.RunningConsole.Answer;
import org.sensorium.console.http.Access;

/**
 * Every call of the OpenAPI document, taken by everybody. What is expected follows from the
 * document's x-access and x-scope alone; that the document names every route is held by {@link
 * DocumentsIT}. What is refused changes nothing, and tells nothing of what it hides.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
    private static final int DONE = 200;
    private static final int SIGN_IN = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;
    private static final int INVALID = 422;

    /** A sound body for each call that takes one: S a sensor's id, N a name not taken yet. */
    private static final Map<String, String> BODIES =
            Map.ofEntries(
                    Map.entry("openSession", "{'user': 'otto', 'password': 'PASSWORD'}"),
                    Map.entry("registerSensor", sensor()),
                    Map.entry("registerSensors", sensor()),
                    Map.entry("changeSensor", "{'labels': {'pole': '17'}}"),
                    Map.entry("acknowledgeAlert", "{}"),
                    Map.entry("assignAlert", "{'to': 'otto'}"),
                    Map.entry("closeAlert", "{}"),
                    Map.entry("acknowledgeIncident", "{}"),
                    Map.entry("closeIncident", "{}"),
                    Map.entry(
                            "report",
                            "{'kind': 'water', 'location': {'lat': 1, 'lon': 1}, 'text': 'wet'}"),
                    Map.entry("closeReport", "{'note': 'pumped dry'}"),
                    Map.entry("rateReport", "{'score': 5}"),
                    Map.entry(
                            "putRule",
                            "{'sensorId': 'S', 'detector': 'threshold', 'severity': 'minor',"
                                    + " 'parameters': {'above': '3'}}"),
                    Map.entry(
                            "startBackTest",
                            "{'rule': {'sensorId': 'S', 'detector': 'threshold', 'severity': 'minor',"
                                    + " 'parameters': {'above': '3'}}}"),
                    Map.entry("replayDeadLetters", "{'sensor': 'S'}"),
                    Map.entry("putDepartment", "{'name': 'N'}"),
                    Map.entry("putDistrict", "{'name': 'N'}"),
                    Map.entry("putGrant", "{'department': 'lab', 'owner': 'water'}"),
                    Map.entry(
                            "putUser",
                            "{'role': 'viewer', 'departments': ['lab'], 'password': 'PASSWORD'}"));

    private static final Set<String> IN_NO_TABLE =
            Set.of("openSession", "closeSession", "startBackTest", "stopBackTest");

    @AutoClose private RunningConsole it;
    private MatrixThings things;
    private MatrixPeople people;
    private List<DescribedCall> calls;
    private MatrixThings.Thing untouched;

    private static String sensor() {
        return "{'id': 'N', 'type': 'water_level', 'department': 'water', 'district': 'harbour',"
                + " 'metrics': [{'name': 'level', 'unit': 'm'}]}";
    }

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
        things = new MatrixThings(it);
        people = new MatrixPeople(it);
        calls = DescribedCall.all(it);
    }

    @Test
    void theMatrixHasABodyForEachCallThatTakesOneAndEveryRoleAndStanding() {
        assertThat(calls.stream().filter(c -> c.contentType() != null).map(DescribedCall::id))
                .containsExactlyInAnyOrderElementsOf(BODIES.keySet());
        assertThat(people.all.stream().filter(p -> p.standing() != Standing.NOT_SIGNED_IN))
                .hasSize(4 * 4 + 1);
    }

    @TestFactory
    Stream<DynamicNode> everyCallForEverybody() {
        return calls.stream()
                .map(
                        call ->
                                dynamicContainer(
                                        call.toString(),
                                        people.all.stream()
                                                .map(
                                                        person ->
                                                                dynamicTest(
                                                                        person.name(),
                                                                        () ->
                                                                                take(
                                                                                        call,
                                                                                        person)))));
    }

    private void take(DescribedCall call, Person person) throws Exception {
        MatrixThings.Thing thing = untouched == null ? things.make() : untouched;
        untouched = null;
        String id = things.idFor(call, thing);
        int expected = expected(call, person);
        String before = things.fingerprint();

        Answer answer = send(call, person, id, thing);

        assertThat(statusOf(call, answer)).as(answer.raw().body()).isEqualTo(expected);
        if (call.isReading() || expected != DONE) {
            assertThat(things.fingerprint()).as("the tables").isEqualTo(before);
            untouched = thing;
        } else if (!IN_NO_TABLE.contains(call.id())) {
            assertThat(things.fingerprint()).as("the tables").isNotEqualTo(before);
        }
        if (expected == UNKNOWN) {
            String nothing = things.idOfNothing(call);
            assertThat(answer.raw().body().replace(id, "ID"))
                    .isEqualTo(
                            send(call, person, nothing, thing).raw().body().replace(nothing, "ID"));
        }
        if (call.isReading() && !call.isAboutOne() && call.scope() != Scope.EVERYTHING) {
            boolean listed = answer.raw().body().contains('"' + things.listedBy(call, thing) + '"');
            assertThat(listed).as("is in the list").isEqualTo(isListed(call, person));
        }
        if (call.scope() == Scope.OWN_ACCOUNT && expected != SIGN_IN && expected != FORBIDDEN) {
            assertThat(send(call, person, person.name(), thing).status()).isEqualTo(DONE);
        }
    }

    /** What the document says. */
    private static int expected(DescribedCall call, Person person) {
        if (call.access() == Access.OPEN || call.access() == Access.LOOPBACK) {
            return DONE;
        }
        if (call.access() == Access.TICKET && person.token().get().isEmpty()) {
            return UNKNOWN;
        }
        if (person.standing() == Standing.NOT_SIGNED_IN) {
            return SIGN_IN;
        }
        if (!roles(call.access()).contains(person.role())) {
            return FORBIDDEN;
        }
        boolean owns = person.isAdmin() || person.standing() == Standing.OWN;
        boolean sees = owns || person.standing() == Standing.GRANTED;
        return switch (call.scope()) {
            case EVERYTHING -> DONE;
            case SEEN, PARTY -> sees || !call.isAboutOne() ? DONE : UNKNOWN;
            case OWNED -> owns ? DONE : sees || !call.isAboutOne() ? FORBIDDEN : UNKNOWN;
            case NAMED_OWNED -> owns ? DONE : INVALID;
            case HELD -> UNKNOWN;
            case OWN_ACCOUNT -> person.isAdmin() ? DONE : UNKNOWN;
        };
    }

    private static Set<String> roles(Access access) {
        return switch (access) {
            case ADMINS -> Set.of("admin");
            case ENGINEERS -> Set.of("admin", "engineer");
            case OPERATORS -> Set.of("admin", "operator");
            case SIGNED_IN, TICKET, LOOPBACK, OPEN ->
                    Set.of("admin", "engineer", "operator", "viewer");
        };
    }

    private static boolean isListed(DescribedCall call, Person person) {
        return expected(call, person) == DONE
                && (person.isAdmin()
                        || person.standing() == Standing.OWN
                        || person.standing() == Standing.GRANTED);
    }

    /** The answer's status; of calls that answer row by row or by number, what became of theirs. */
    private static int statusOf(DescribedCall call, Answer answer) {
        if (answer.status() >= 300) {
            return answer.status();
        }
        return switch (call.id()) {
            case "registerSensors" ->
                    answer.raw().body().contains("\"status\":\"created\"") ? DONE : INVALID;
            case "replayDeadLetters" ->
                    answer.json().path("requested").asInt() == 1 ? DONE : FORBIDDEN;
            default -> DONE;
        };
    }

    private Answer send(DescribedCall call, Person person, String id, MatrixThings.Thing thing)
            throws IOException, SQLException {
        String query = call.isAboutOne() ? "" : things.queryFor(call, thing);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(it.uri(call.path().replace("{id}", id) + query));
        String body = BODIES.get(call.id());
        if (body == null) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", call.contentType());
            request.method(call.method(), BodyPublishers.ofString(things.fill(body, thing)));
        }
        boolean endsIt = call.id().equals("closeSession") && !person.role().isEmpty();
        String token =
                endsIt && !person.role().equals("service")
                        ? it.signIn(person.name())
                        : person.token().get();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return it.send(request);
    }
}
