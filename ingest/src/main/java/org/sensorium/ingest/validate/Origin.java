package org.sensorium.ingest.validate;

/** Who speaks, by the topic; the broker has seen to it that nobody else can publish there. */
public sealed interface Origin {
    /** A sensor, for itself. */
    record OfSensor(String id) implements Origin {}

    /** A gateway device, for the sensors registered behind it. */
    record OfGateway(String id) implements Origin {}

    /** A topic on which nobody may publish. */
    record Unknown() implements Origin {}

    String SENSOR_PREFIX = "readings/";
    String GATEWAY_PREFIX = "gateways/";
    String GATEWAY_SUFFIX = "/readings";

    /** Reads {@code readings/{sensorId}} and {@code gateways/{gatewayId}/readings}. */
    static Origin of(String topic) {
        if (topic.startsWith(SENSOR_PREFIX)) {
            return new OfSensor(topic.substring(SENSOR_PREFIX.length()));
        }
        if (topic.startsWith(GATEWAY_PREFIX)
                && topic.endsWith(GATEWAY_SUFFIX)
                && topic.length() > GATEWAY_PREFIX.length() + GATEWAY_SUFFIX.length()) {
            return new OfGateway(
                    topic.substring(
                            GATEWAY_PREFIX.length(), topic.length() - GATEWAY_SUFFIX.length()));
        }
        return new Unknown();
    }
}
