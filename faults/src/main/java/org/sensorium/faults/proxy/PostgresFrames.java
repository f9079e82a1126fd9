package org.sensorium.faults.proxy;

import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL's protocol 3: a type byte and a length that counts itself. The client's first messages
 * have no type; the server answers a question for encryption with a single byte.
 */
final class PostgresFrames implements Frames {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private final boolean fromClient;
    private final Handshake handshake;

    /** What both directions of a connection know of its beginning. */
    static final class Handshake {
        private volatile boolean started;
        private volatile int singleBytes;
    }

    PostgresFrames(boolean fromClient, Handshake handshake) {
        this.fromClient = fromClient;
        this.handshake = handshake;
    }

    @Override
    public int complete(byte[] bytes, int from, int to) {
        if (!fromClient && handshake.singleBytes > 0) {
            handshake.singleBytes--;
            return 1;
        }
        boolean typed = !fromClient || handshake.started;
        int header = typed ? 5 : 4;
        if (to - from < header) {
            return 0;
        }
        int frame = integer(bytes, from + header - 4) + header - 4;
        if (to - from < frame) {
            return 0;
        }
        if (!typed) {
            int code = integer(bytes, from + 4);
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                handshake.singleBytes++;
            } else {
                handshake.started = true;
            }
        }
        return frame;
    }

    /** Value of a parameter in the start-up message; empty if it has none of that name. */
    static String parameter(byte[] startup, String name) {
        String[] words =
                new String(startup, 8, startup.length - 8, StandardCharsets.UTF_8).split("\0", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (words[i].equals(name)) {
                return words[i + 1];
            }
        }
        return "";
    }

    /** Whether the server says by this frame that a COMMIT is done. */
    static boolean isCommitted(byte[] frame) {
        return frame.length == 12
                && frame[0] == 'C'
                && new String(frame, 5, 6, StandardCharsets.US_ASCII).equals("COMMIT");
    }

    private static int integer(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | bytes[at + 3] & 0xFF;
    }
}
