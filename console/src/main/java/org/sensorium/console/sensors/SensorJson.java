package org.sensorium.console.sensors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.sensorium.console.http.Json;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.sensors.RegisteredSensor;

/** A sensor as callers see it. */
final class SensorJson {
    private SensorJson() {}

    static ObjectNode of(RegisteredSensor sensor) {
        ObjectNode json = RegistrationForm.write(sensor.registration());
        json.put("state", sensor.state());
        json.put("registeredAt", Json.time(sensor.registeredAt()));
        Json.putIf(json, "lastSeen", Json.time(sensor.lastSeen()));
        return json;
    }

    /** Adds what the sensor signs in with; this once. */
    static ObjectNode withCredentials(ObjectNode json, String id, SensorSecret secret) {
        json.putObject("credentials").put("user", id).put("password", secret.text());
        return json;
    }
}
