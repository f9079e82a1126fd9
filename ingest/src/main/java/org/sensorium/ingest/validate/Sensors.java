package org.sensorium.ingest.validate;

import org.jspecify.annotations.Nullable;
import org.sensorium.model.Sensor;

/** Who is registered. */
@FunctionalInterface
public interface Sensors {
    /** The sensor of that id, retired ones too; null if there never was one. */
    @Nullable Sensor sensor(String id);
}
