package org.sensorium.stream.publish;

/** One publish: an event for one department. */
record Publication(String topic, String json) {}
