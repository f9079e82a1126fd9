package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.RunningConsole.Answer;

/** Incidents over REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentIT {
    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    @Test
    void anIncidentShowsEachDepartmentItsOwnSensorsAndIsWorkedOff() throws Exception {
        it.register("wei", "storm-1", "water");
        it.register("wei", "storm-2", "water");
        it.register("admin", "storm-3", "parks");
        it.incident("storm", "gw-storm", 1, "storm-1", "storm-2", "storm-3");

        JsonNode seen = it.get("wei", "/incidents/storm").json();
        assertThat(seen.path("sensorCount").asInt()).isEqualTo(2);
        assertThat(seen.path("sensors").findValuesAsText("sensorId"))
                .containsExactly("storm-1", "storm-2");
        assertThat(it.get("pia", "/incidents/storm").json().path("sensorCount").asInt())
                .isEqualTo(1);
        assertThat(it.get("admin", "/incidents/storm").json().path("sensorCount").asInt())
                .isEqualTo(3);
        assertThat(listed("?kind=gateway_silent&state=open&department=parks")).contains("storm");
        assertThat(listed("?department=roads")).doesNotContain("storm");
        assertThat(listed("?kind=area_event")).isEmpty();
        assertThat(listed("?district=harbour&from=2026-01-24T12:01:00Z&to=2026-01-24T12:02:00Z"))
                .contains("storm");
        assertThat(listed("?to=2026-01-24T12:01:00Z")).doesNotContain("storm");
        assertThat(it.get("wei", "/incidents?kind=storm").status()).isEqualTo(400);

        Answer taken = it.post("otto", "/incidents/storm/acknowledge", "{'note': 'on my way'}");
        assertThat(taken.json().path("acknowledgedBy").asText()).isEqualTo("otto");
        assertThat(it.post("otto", "/incidents/storm/acknowledge", "").status()).isEqualTo(409);
        assertThat(it.post("otto", "/incidents/storm/close", "{}").status()).isEqualTo(403);
        Answer closed = it.post("admin", "/incidents/storm/close", "{'note': 'power is back'}");
        assertThat(closed.json().path("state").asText()).isEqualTo("closed");
        assertThat(it.post("admin", "/incidents/storm/close", "{}").status()).isEqualTo(409);
        assertThat(
                        it.text(
                                "select string_agg(event || cardinality(sensor_keys), ','"
                                        + " order by outbox_id) from store.alert_outbox"
                                        + " where incident_id = 'storm'"))
                .isEqualTo("acknowledged3,cleared3");
        assertThat(
                        it.text(
                                "select string_agg(action || ' ' || (detail ->> 'note'), ','"
                                        + " order by audit_id) from store.audit_log"
                                        + " where subject = 'storm'"))
                .isEqualTo("incident.acknowledged on my way,incident.closed power is back");
    }

    private List<String> listed(String query) {
        return it.get("admin", "/incidents" + query).json().path("items").findValuesAsText("id");
    }
}
