package org.sensorium.console.http;

import java.text.Normalizer;

/** What people may write into a name, a note or a label. */
final class Texts {
    private Texts() {}

    /** Composed (NFC), so that what looks the same is the same. */
    static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * Whether the text shows as it is stored: no control characters except line breaks and tabs, no
     * half characters, nothing that turns the reading direction round.
     */
    static boolean isPlain(String text) {
        return text.codePoints().allMatch(Texts::isPlain);
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> !turnsDirection(c);
            default -> c != 0xFFFD;
        };
    }

    private static boolean turnsDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
    }
}
