package org.sensorium.model;

/**
 * The spelling of identifiers, as outsiders rely on it.
 *
 * <p>Sensor ids match {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,63}}; department, district, metric and
 * type names match {@code [a-z][a-z0-9_-]{0,31}}. Neither can hold a topic separator, a wildcard or
 * a control character, so an identifier can stand in a topic as it is. Checked by hand rather than
 * by regular expression: these run for every reading.
 */
public final class Identifiers {
    private static final int LONGEST_SENSOR_ID = 64;
    private static final int LONGEST_NAME = 32;

    private Identifiers() {}

    /**
     * Whether the text is a well-formed sensor id (gateway ids and user names follow the same
     * rule).
     */
    public static boolean isSensorId(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST_SENSOR_ID || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a well-formed department, district, metric or type name. */
    public static boolean isName(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST_NAME || !isLowerCase(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isLowerCase(c) && !isDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return isLowerCase(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
