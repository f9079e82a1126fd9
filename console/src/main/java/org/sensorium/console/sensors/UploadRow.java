package org.sensorium.console.sensors;

import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Problem;
import org.sensorium.registry.sensors.SensorRegistration;

/**
 * A row of an upload: a registration, or what is wrong with it.
 *
 * @param number counts from 1, without the header
 * @param id as far as it could be read
 */
record UploadRow(
        long number,
        @Nullable String id,
        @Nullable SensorRegistration registration,
        @Nullable Problem problem) {

    static UploadRow good(long number, SensorRegistration registration) {
        return new UploadRow(number, registration.id(), registration, null);
    }

    static UploadRow bad(long number, @Nullable String id, Problem problem) {
        return new UploadRow(number, id, null, problem);
    }
}
