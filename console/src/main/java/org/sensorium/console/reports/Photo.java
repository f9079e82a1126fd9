package org.sensorium.console.reports;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Fields;

/**
 * A photo as it came. What it is its first bytes say, never whoever sends it; it is not opened
 * here, only handed back, as a file to save.
 *
 * @param type one of {@code image/jpeg}, {@code image/png} and {@code image/webp}
 */
record Photo(String type, byte[] content) {
    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final int[] JPEG = {0xFF, 0xD8, 0xFF};
    private static final int[] PNG = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int[] RIFF = {'R', 'I', 'F', 'F'};
    private static final int[] WEBP = {'W', 'E', 'B', 'P'};
    private static final int WEBP_AT = 8;

    /** The photo in that field in base 64; null if there is none, or a fault is noted. */
    static @Nullable Photo read(Fields fields, String field) {
        @Nullable String text = fields.secret(field);
        if (text == null) {
            return null;
        }
        byte[] content;
        try {
            content = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            fields.fault(field, "is not base 64 (RFC 4648, with +, / and =)");
            return null;
        }
        if (content.length > MOST_BYTES) {
            fields.fault(field, content.length + " bytes; at most " + MOST_BYTES + " are allowed");
            return null;
        }
        Optional<String> type = typeOf(content);
        if (type.isEmpty()) {
            fields.fault(field, "does not begin as JPEG, PNG or WebP do");
            return null;
        }
        return new Photo(type.get(), content);
    }

    private static Optional<String> typeOf(byte[] content) {
        if (has(content, 0, JPEG)) {
            return Optional.of("image/jpeg");
        }
        if (has(content, 0, PNG)) {
            return Optional.of("image/png");
        }
        if (has(content, 0, RIFF) && has(content, WEBP_AT, WEBP)) {
            return Optional.of("image/webp");
        }
        return Optional.empty();
    }

    private static boolean has(byte[] content, int from, int[] wanted) {
        if (content.length < from + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((content[from + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
