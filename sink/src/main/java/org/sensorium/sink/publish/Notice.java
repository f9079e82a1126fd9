package org.sensorium.sink.publish;

/**
 * What one department is told.
 *
 * @param topic where
 * @param json the event as outsiders receive it
 */
public record Notice(String department, String topic, String json) {}
