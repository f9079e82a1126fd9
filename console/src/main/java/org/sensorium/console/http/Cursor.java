package org.sensorium.console.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page ended: the sort key of its last row, which callers hand back unread. */
public final class Cursor {
    private static final String SEPARATOR = "\n";

    private Cursor() {}

    /** The text that callers see. */
    public static String of(String... key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key behind the text.
     *
     * @throws Problem if it is none that {@link #of} has made
     */
    static List<String> read(String cursor, int parts) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> key = List.of(text.split(SEPARATOR, -1));
            if (key.size() == parts && text.length() < 200) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw wrong();
    }

    /** What is said of a cursor that is none. */
    public static Problem wrong() {
        return Problem.of(
                ProblemKind.PARAMETER,
                "cursor",
                "is none that this call has given out: hand back nextCursor as it is, or leave it"
                        + " out to begin at the first page");
    }
}
