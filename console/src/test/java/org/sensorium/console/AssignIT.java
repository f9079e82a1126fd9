package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.RunningConsole.Answer;

/** An alert is given to somebody who may see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssignIT {
    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
        it.register("wei", "given-1", "water");
        it.alert("given", "given-1", "open", 0);
        it.user("away", "operator", "water");
        it.execute("update store.users set disabled = true where user_name = 'away'");
    }

    @Test
    void whoIsGivenAnAlertFindsItAndEverybodyIsTold() throws Exception {
        Answer given = it.post("otto", "/alerts/given/assign", "{'to': 'wei', 'note': 'look'}");

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.json().path("assignedTo").asText()).isEqualTo("wei");
        assertThat(given.json().path("assignedBy").asText()).isEqualTo("otto");
        assertThat(given.json().path("state").asText()).isEqualTo("open");
        assertThat(it.get("wei", "/alerts?assignee=wei").json().path("items")).hasSize(1);
        assertThat(it.get("wei", "/alerts?assignee=otto").json().path("items")).isEmpty();
        JsonNode event = it.get("wei", "/alerts/given").json().at("/events/0");
        assertThat(event.path("event").asText()).isEqualTo("assigned");
        assertThat(event.at("/detail/to").asText()).isEqualTo("wei");
        assertThat(event.at("/detail/note").asText()).isEqualTo("look");
        assertThat(it.text("select snapshot ->> 'assignedTo' from store.alert_outbox"))
                .isEqualTo("wei");
        assertThat(it.text("select event from store.alert_outbox")).isEqualTo("updated");
        assertThat(
                        it.text(
                                "select actor || ' ' || (detail ->> 'to') from sensorium.audit_log"
                                        + " where action = 'alert.assigned'"))
                .isEqualTo("otto wei");
    }

    @Test
    void whoMayNotSeeItIsNotGivenIt() {
        for (String to : new String[] {"vera", "away", "nobody", "_gateway", "a b"}) {
            Answer refused = it.post("otto", "/alerts/given/assign", "{\"to\": \"" + to + "\"}");
            assertThat(refused.status()).as(to).isEqualTo(422);
            assertThat(refused.json().path("field").asText()).isEqualTo("to");
        }
        assertThat(it.post("otto", "/alerts/given/assign", "{}").status()).isEqualTo(422);
        assertThat(it.get("otto", "/alerts/given/assignees").json().findValuesAsText("id"))
                .containsExactly("admin", "otto", "wei");
        it.put("admin", "/grants/seen", "{'department': 'parks', 'sensorId': 'given-1'}");
        assertThat(it.get("otto", "/alerts/given/assignees").json().findValuesAsText("id"))
                .containsExactly("admin", "otto", "paul", "pia", "vera", "wei");
        it.delete("admin", "/grants/seen");
    }

    @Test
    void whatIsOverIsGivenToNobody() throws Exception {
        it.register("wei", "given-2", "water");
        it.alert("over", "given-2", "cleared", 0);

        assertThat(it.post("otto", "/alerts/over/assign", "{'to': 'wei'}").status()).isEqualTo(409);
    }
}
