package org.sensorium.ingest.topicrights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.Role;
import org.sensorium.registry.view.SensorAccount;
import org.sensorium.registry.view.UserAccount;

class TopicRightsTest {
    private final TopicRights rights = new TopicRights("gw-1"::equals);

    @ParameterizedTest
    @CsvSource({
        "sensor:a-7, readings/a-7, true",
        "sensor:a-7, readings/a-8, false",
        "sensor:a-7, readings/a-7/x, false",
        "sensor:a-7, readings/A-7, false",
        "sensor:a-7, readings, false",
        "sensor:a-7, gateways/a-7/readings, false",
        "sensor:a-7, alerts/city/x, false",
        "sensor:a-7, rejected/a-7, false",
        "sensor:a-7, $SYS/x, false",
        "sensor:gw-1, gateways/gw-1/readings, true",
        "sensor:gw-1, gateways/gw-2/readings, false",
        "sensor:gw-1, readings/gw-1, true",
        "admin:root, readings/a-7, false",
        "admin:root, alerts/city/x, false",
        "service:_gateway, rejected/a-7, true",
        "service:_gateway, alerts/city/x, false",
        "service:_job, alerts/city/centre/major/threshold/a-7, true",
        "service:_job, incidents/city/centre/major/gateway_silent/0f, true",
        "service:_gateway, incidents/city/x, false",
        "sensor:a-7, incidents/city/x, false",
        "admin:root, incidents/city/x, false",
        "service:_job, incident/city/x, false",
        "service:_job, readings/a-7, false",
        "viewer:_job, alerts/city/x, false"
    })
    void publishing(String who, String topic, boolean allowed) {
        assertThat(rights.mayPublish(account(who), topic)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "sensor:a-7, rejected/a-7, true",
        "sensor:a-7, rejected/a-8, false",
        "sensor:a-7, rejected/+, false",
        "sensor:a-7, alerts/water/#, false",
        "operator:ana, alerts/water/#, true",
        "operator:ana, alerts/water/+/critical/#, true",
        "operator:ana, incidents/water/#, true",
        "operator:ana, incidents/water/+/critical/#, true",
        "operator:ana, incidents/city/#, false",
        "operator:ana, incidents/water, false",
        "operator:ana, incidents/#, false",
        "operator:ana, incidents/+/#, false",
        "operator:ana, incident/water/#, false",
        "operator:ana, /water/#, false",
        "sensor:a-7, incidents/water/#, false",
        "admin:root, incidents/parks/#, true",
        "admin:root, incidents/#, false",
        "service:_job, incidents/city/#, false",
        "operator:ana, alerts/water, false",
        "operator:ana, alerts/city/#, false",
        "operator:ana, alerts/+/#, false",
        "operator:ana, alerts/#, false",
        "operator:ana, #, false",
        "operator:ana, +/water/#, false",
        "operator:ana, $share/x/alerts/water/#, false",
        "operator:ana, $SYS/#, false",
        "operator:ana, readings/#, false",
        "admin:root, alerts/city/#, true",
        "admin:root, alerts/parks/#, true",
        "admin:root, alerts/#, false",
        "service:_gateway, readings/#, true",
        "service:_gateway, alerts/city/#, false",
        "service:_job, alerts/city/#, false"
    })
    void subscribing(String who, String filter, boolean allowed) {
        assertThat(rights.maySubscribe(account(who), filter)).isEqualTo(allowed);
    }

    private static Account account(String who) {
        String[] parts = who.split(":", 2);
        return parts[0].equals("sensor")
                ? new SensorAccount(parts[1], true, null, null)
                : new UserAccount(parts[1], Role.ofCode(parts[0]), List.of("water"), true, "");
    }
}
