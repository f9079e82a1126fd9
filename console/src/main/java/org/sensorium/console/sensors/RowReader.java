package org.sensorium.console.sensors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.registry.sensors.SensorRegistration;

/** The rows of an upload, one after the other. */
interface RowReader {
    /** The longest row in characters or bytes. */
    int LONGEST_ROW = 64 * 1024;

    /** The next row, good or bad; empty after the last. */
    Optional<UploadRow> next() throws IOException;

    /** Checks a row's content. */
    static UploadRow check(long number, ObjectNode json) {
        Faults faults = new Faults();
        SensorRegistration registration = RegistrationForm.read(json, faults);
        if (faults.found().isEmpty()) {
            return UploadRow.good(number, registration);
        }
        @Nullable String id =
                json.path("id").isTextual() ? Json.cut(json.path("id").textValue()) : null;
        return UploadRow.bad(number, id, Problem.of(ProblemKind.INVALID, faults.found()));
    }
}
