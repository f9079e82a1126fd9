package org.sensorium.stream.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.Sensor;

/** A back-test's result as callers see it. */
final class ResultJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultJson() {}

    /** A metric's name by its key. */
    interface MetricNames {
        String name(short metricKey);
    }

    static ObjectNode write(
            BackTestResult result, IntFunction<@Nullable Sensor> sensors, MetricNames metrics) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rule", result.rule().id());
        json.put("detector", result.rule().detector().code());
        json.put("from", result.from().toString());
        json.put("to", result.to().toString());
        json.set("present", counts(result.present(), sensors));
        json.set("proposed", counts(result.proposed(), sensors));
        json.set("added", alerts(result.added(), sensors, metrics));
        json.set("removed", alerts(result.removed(), sensors, metrics));
        json.set("alerts", alerts(result.proposed(), sensors, metrics));
        return json;
    }

    private static ObjectNode counts(
            List<AlertEvent> alerts, IntFunction<@Nullable Sensor> sensors) {
        ObjectNode json = JSON.createObjectNode();
        json.put("alerts", alerts.size());
        ObjectNode byDay = json.putObject("byDay");
        BackTestResult.byDay(alerts).forEach((day, count) -> byDay.put(day.toString(), count));
        ObjectNode bySensor = json.putObject("bySensor");
        BackTestResult.bySensor(alerts)
                .forEach((key, count) -> bySensor.put(name(sensors.apply(key), key), count));
        return json;
    }

    private static ArrayNode alerts(
            List<AlertEvent> alerts, IntFunction<@Nullable Sensor> sensors, MetricNames metrics) {
        ArrayNode json = JSON.createArrayNode();
        for (AlertEvent alert : alerts) {
            ObjectNode one = json.addObject();
            one.put("id", alert.alertId());
            one.put("sensorId", name(sensors.apply(alert.sensorKey()), alert.sensorKey()));
            one.put("metric", metrics.name(alert.metricKey()));
            one.put("severity", alert.severity().code());
            one.put("raisedAt", alert.raisedAt().toString());
            if (Double.isFinite(alert.value())) {
                one.put("value", alert.value());
            }
            ObjectNode message = one.putObject("message");
            message.put("en", alert.messageEn());
            message.put("zh", alert.messageZh());
        }
        return json;
    }

    private static String name(@Nullable Sensor sensor, int key) {
        return sensor == null ? "sensor key " + key : sensor.id();
    }
}
