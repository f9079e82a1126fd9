package org.sensorium.faults.proxy;

import java.nio.charset.StandardCharsets;

/** MQTT 3.1.1 and 5: a byte of type and flags, the length as variable byte integer, the rest. */
final class MqttFrames implements Frames {
    private static final int LENGTH_BYTES = 4;

    @Override
    public int complete(byte[] bytes, int from, int to) {
        int length = 0;
        for (int i = 0; i < LENGTH_BYTES && from + 1 + i < to; i++) {
            int digit = bytes[from + 1 + i] & 0xFF;
            length |= (digit & 0x7F) << (7 * i);
            if (digit < 0x80) {
                int frame = 2 + i + length;
                return from + frame <= to ? frame : 0;
            }
        }
        return 0;
    }

    /** The packet's type: 1 CONNECT, 3 PUBLISH, 4 PUBACK. */
    static int type(byte[] bytes, int from) {
        return (bytes[from] & 0xF0) >> 4;
    }

    /** Client id of a CONNECT. */
    static String clientId(byte[] frame) {
        int at = 1;
        while ((frame[at] & 0x80) != 0) {
            at++;
        }
        at++;
        at += 2 + (frame[at] << 8 | frame[at + 1] & 0xFF); // protocol name
        int version = frame[at];
        at += 4; // version, flags, keep alive
        if (version >= 5) {
            int properties = 0;
            int shift = 0;
            int digit;
            do {
                digit = frame[at++] & 0xFF;
                properties |= (digit & 0x7F) << shift;
                shift += 7;
            } while (digit >= 0x80);
            at += properties;
        }
        int length = (frame[at] & 0xFF) << 8 | frame[at + 1] & 0xFF;
        return new String(frame, at + 2, length, StandardCharsets.UTF_8);
    }
}
