package org.sensorium.ingest.decode;

import org.jspecify.annotations.Nullable;

/** What a message to people quotes: never more than a few words of what someone sent. */
public final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    /** The text, cut to 80 characters, on one line. */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "nothing";
        }
        String line = text.replaceAll("\\p{Cntrl}", " ");
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}
