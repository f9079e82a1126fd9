package org.sensorium.stream.gather;

import java.util.function.Consumer;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.detect.SeriesFinding;

/**
 * Where what was gathered goes.
 *
 * @param findings of single sensors
 * @param events of several
 */
public record Given(Consumer<SeriesFinding> findings, Consumer<IncidentEvent> events) {}
