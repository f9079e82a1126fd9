package org.sensorium.simulator.publish;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes UTF-8 JSON into one growing buffer that is used again and again. Not thread-safe. */
public final class JsonBuffer {
    private static final long[] TEN_TO = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private byte[] bytes = new byte[4096];
    private int length;

    /** Forgets what was written. */
    public JsonBuffer clear() {
        length = 0;
        return this;
    }

    /** Number of bytes written. */
    public int length() {
        return length;
    }

    /** Drops all bytes after the first {@code newLength}. */
    public JsonBuffer cut(int newLength) {
        length = Math.min(length, newLength);
        return this;
    }

    /** What was written, as a new array. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The text from a byte on, which must be ASCII. */
    public String text(int from) {
        return new String(bytes, from, length - from, StandardCharsets.US_ASCII);
    }

    /** Appends one byte. */
    public JsonBuffer put(int b) {
        room(1);
        bytes[length++] = (byte) b;
        return this;
    }

    /** Appends bytes as they are. */
    public JsonBuffer put(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
        return this;
    }

    /** Appends text as it is, in UTF-8. */
    public JsonBuffer put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a JSON string: quoted, with what JSON forbids escaped. */
    public JsonBuffer quoted(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\').put(c);
            } else if (c < 0x20 || c > 0x7E) {
                put(String.format("\\u%04x", (int) c));
            } else {
                put(c);
            }
        }
        return put('"');
    }

    /** Appends a whole number in decimal. */
    public JsonBuffer number(long number) {
        if (number == Long.MIN_VALUE) {
            return put(Long.toString(number));
        }
        if (number < 0) {
            put('-');
            return digits(-number, 1);
        }
        return digits(number, 1);
    }

    /**
     * Appends a value that has at most so many decimals, in plain notation. What it parses to is
     * that value again.
     *
     * @param value finite, a multiple of ten to the minus {@code decimals}, below 10^12
     */
    public JsonBuffer decimal(double value, int decimals) {
        long scaled = Math.round(Math.abs(value) * TEN_TO[decimals]);
        if (value < 0 && scaled != 0) {
            put('-');
        }
        digits(scaled / TEN_TO[decimals], 1);
        if (decimals > 0) {
            put('.');
            digits(scaled % TEN_TO[decimals], decimals);
        }
        return this;
    }

    /** Appends the shortest JSON number that parses to the value, which must be finite. */
    public JsonBuffer shortest(double value) {
        return put(Double.toString(value));
    }

    /**
     * Appends an RFC 3339 time with milliseconds in the zone UTC+8, without quotes. Years 1970 to
     * 9999.
     */
    public JsonBuffer timeAtPlusEight(long epochMillis) {
        localTime(epochMillis + 8 * 3_600_000L);
        return put("+08:00");
    }

    /** Appends date and time of day with milliseconds, without a zone and without quotes. */
    public JsonBuffer localTime(long localMillis) {
        long days = Math.floorDiv(localMillis, 86_400_000L);
        int inDay = (int) Math.floorMod(localMillis, 86_400_000L);
        // Civil date from a day count, in eras of 400 years that begin on 1 March.
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        digits(year, 4).put('-');
        digits(month, 2).put('-');
        digits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2).put('T');
        digits(inDay / 3_600_000, 2).put(':');
        digits(inDay / 60_000 % 60, 2).put(':');
        digits(inDay / 1000 % 60, 2).put('.');
        return digits(inDay % 1000, 3);
    }

    private JsonBuffer digits(long number, int atLeast) {
        int count = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            count++;
        }
        int width = Math.max(count, atLeast);
        room(width);
        long rest = number;
        for (int i = length + width - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
