package org.sensorium.console.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What somebody says of what they do. */
public final class Note {
    /** So many characters at most. */
    public static final int LONGEST = 2000;

    private Note() {}

    /** The body's {@code note}, which may be left out with the body; nothing else may be there. */
    public static @Nullable String of(Call call) throws IOException {
        Faults faults = new Faults();
        Fields fields = new Fields(call.optionalJson(), faults);
        @Nullable String note = fields.optionalText("note", LONGEST);
        fields.nothingElse();
        faults.refuse();
        return note;
    }
}
