package org.sensorium.console.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Faults;
import org.sensorium.console.http.Fields;
import org.sensorium.model.Location;

/**
 * What somebody reports.
 *
 * @param kind one of {@link ReportKind}
 * @param contact how to reach whoever reported, if they wish; seen by those who work it off, and
 *     written into no log
 */
record ReportForm(
        String kind,
        Location location,
        String text,
        @Nullable String contact,
        @Nullable Photo photo) {
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_CONTACT = 200;

    /** Reads it, or throws all that is wrong with it. */
    static ReportForm read(ObjectNode json) {
        Faults faults = new Faults();
        Fields fields = new Fields(json, faults);
        String kind = fields.word("kind", ReportKind.codes());
        @Nullable Location location = fields.location();
        if (!fields.has("location")) {
            fields.fault("location", "is missing; wanted is {\"lat\", \"lon\"}");
        }
        String text = fields.text("text", LONGEST_TEXT);
        @Nullable String contact = fields.optionalText("contact", LONGEST_CONTACT);
        @Nullable Photo photo = Photo.read(fields, "photo");
        fields.nothingElse();
        faults.refuse();
        if (location == null) {
            throw new IllegalStateException("a location that is missing without a fault");
        }
        return new ReportForm(kind, location, text, contact, photo);
    }
}
