package org.sensorium.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Makes bytes of a line of a corpus. A line stands for itself in UTF-8, but for what is between «
 * and », which may be nested:
 *
 * <ul>
 *   <li>{@code «hex FF 00»} bytes
 *   <li>{@code «3×text»} text, three times
 *   <li>{@code «utf-16le text»} text in another encoding, of any name that Java knows
 *   <li>{@code «gzip text»} text, compressed
 *   <li>{@code «noise 9000»} so many letters and digits, always the same
 *   <li>{@code «me»} the name of who sends it
 *   <li>{@code «secret»} the password of who sends it
 *   <li>{@code «now-P1D»}, {@code «seconds-P1D»}, {@code «iso-P1D»} the time of sending, shifted,
 *       as epoch milliseconds, epoch seconds, RFC 3339
 *   <li>{@code «str text»} text as MQTT writes it, with its length in front
 *   <li>{@code «packet 30 content»} an MQTT packet with that first byte and its length
 * </ul>
 */
final class Recipe {
    private static final Pattern REPEATED = Pattern.compile("(\\d+)×(.*)", Pattern.DOTALL);
    private static final Pattern TIME = Pattern.compile("(now|seconds|iso)([+-])(P[0-9A-Z.]+)");
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final String me;
    private final String secret;
    private final Instant now;

    Recipe(String me, String secret, Instant now) {
        this.me = me;
        this.secret = secret;
        this.now = now;
    }

    /**
     * The bytes of a line.
     *
     * @throws IllegalArgumentException if what is between the marks is none of the above
     */
    byte[] bytes(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < line.length()) {
            int open = line.indexOf('«', at);
            if (open < 0) {
                open = line.length();
            }
            out.writeBytes(line.substring(at, open).getBytes(StandardCharsets.UTF_8));
            at = open;
            if (at < line.length()) {
                int close = closing(line, at);
                out.writeBytes(made(line.substring(at + 1, close)));
                at = close + 1;
            }
        }
        return out.toByteArray();
    }

    private static int closing(String line, int open) {
        int depth = 0;
        for (int i = open; i < line.length(); i++) {
            depth += line.charAt(i) == '«' ? 1 : line.charAt(i) == '»' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("« is not closed in " + line);
    }

    private byte[] made(String order) {
        Matcher repeated = REPEATED.matcher(order);
        if (repeated.matches()) {
            return repeat(bytes(repeated.group(2)), Integer.parseInt(repeated.group(1)));
        }
        Matcher time = TIME.matcher(order);
        if (time.matches()) {
            return time(time).getBytes(StandardCharsets.US_ASCII);
        }
        String[] words = order.split(" ", 2);
        String rest = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "me" -> me.getBytes(StandardCharsets.UTF_8);
            case "secret" -> secret.getBytes(StandardCharsets.UTF_8);
            case "hex" -> HexFormat.of().parseHex(rest.replace(" ", ""));
            case "str" -> withLength(bytes(rest));
            case "packet" ->
                    packet(Integer.parseInt(rest.substring(0, 2), 16), bytes(rest.substring(3)));
            case "gzip" -> gzip(bytes(rest));
            case "noise" -> noise(Integer.parseInt(rest));
            default ->
                    new String(bytes(rest), StandardCharsets.UTF_8)
                            .getBytes(Charset.forName(words[0].toUpperCase(Locale.ROOT)));
        };
    }

    private String time(Matcher time) {
        Duration shift = Duration.parse(time.group(3));
        Instant at = time.group(2).equals("+") ? now.plus(shift) : now.minus(shift);
        return switch (time.group(1)) {
            case "now" -> Long.toString(at.toEpochMilli());
            case "seconds" -> Long.toString(at.getEpochSecond());
            default -> at.toString();
        };
    }

    /** One after the other. */
    static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private static byte[] repeat(byte[] piece, int times) {
        byte[] all = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, all, i * piece.length, piece.length);
        }
        return all;
    }

    private static byte[] withLength(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(text.length >> 8);
        out.write(text.length);
        out.writeBytes(text);
        return out.toByteArray();
    }

    /** An MQTT packet with that first byte. */
    static byte[] packet(int first, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int left = content.length;
        do {
            out.write(left % 128 | (left >= 128 ? 128 : 0));
            left /= 128;
        } while (left > 0);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] noise(int length) {
        Random random = new Random(length);
        byte[] noise = new byte[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        return noise;
    }
}
