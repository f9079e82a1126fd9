package org.sensorium.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The few MQTT 5 frames that a publisher and a subscriber need (OASIS MQTT 5.0, chapter 3). */
final class Frames {
    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int SUBACK = 0x90;
    static final int DISCONNECT = 0xE0;
    static final int TYPE = 0xF0;
    static final int PUBLISH_QOS_1 = PUBLISH | 1 << 1;

    /** From this reason code on it is an error. */
    static final int LEAST_ERROR = 0x80;

    private static final int CONNECT = 0x10;
    private static final int SUBSCRIBE = 0x82;
    private static final int MQTT_5 = 5;
    private static final int CLEAN_START = 0x02;
    private static final int WITH_PASSWORD = 0xC0;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int CONTINUES = 0x80;
    private static final int MOST_LENGTH_BYTES = 4;

    private Frames() {}

    /**
     * CONNECT with a clean start.
     *
     * @param user null: nobody signs in
     * @param receiveMaximum messages that may come before one of them is acknowledged
     */
    static byte[] connect(
            String clientId,
            @Nullable String user,
            @Nullable String password,
            int keepAliveSeconds,
            int receiveMaximum) {
        ByteBuffer body = ByteBuffer.allocate(1024);
        text(body, "MQTT");
        body.put((byte) MQTT_5);
        boolean signsIn = user != null && password != null;
        body.put((byte) (CLEAN_START | (signsIn ? WITH_PASSWORD : 0)));
        body.putShort((short) keepAliveSeconds);
        body.put((byte) 3).put((byte) RECEIVE_MAXIMUM).putShort((short) receiveMaximum);
        text(body, clientId);
        if (user != null && password != null) {
            text(body, user);
            text(body, password);
        }
        return framed(CONNECT, body);
    }

    /** SUBSCRIBE at QoS 1 to one filter, packet id 1. */
    static byte[] subscribe(String filter) {
        ByteBuffer body = ByteBuffer.allocate(1024);
        body.putShort((short) 1).put((byte) 0);
        text(body, filter);
        body.put((byte) 1);
        return framed(SUBSCRIBE, body);
    }

    /** All of a PUBLISH at QoS 1 that comes before the packet id, which is left to be filled in. */
    static byte[] publish(String topic, int payloadBytes) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int rest = Short.BYTES + name.length + Short.BYTES + 1 + payloadBytes;
        ByteBuffer head = ByteBuffer.allocate(1 + MOST_LENGTH_BYTES + Short.BYTES + name.length);
        head.put((byte) PUBLISH_QOS_1);
        length(head, rest);
        text(head, topic);
        head.flip();
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        return bytes;
    }

    /** PUBACK with success. */
    static void puback(ByteBuffer out, int packetId) {
        out.put((byte) PUBACK).put((byte) Short.BYTES).putShort((short) packetId);
    }

    /**
     * How long the frame that begins at the buffer's position is.
     *
     * @return bytes, header and all; -1 if not even its length has come
     */
    static int lengthOf(ByteBuffer in) {
        int length = 0;
        for (int i = 1; i <= MOST_LENGTH_BYTES; i++) {
            if (in.remaining() <= i) {
                return -1;
            }
            int next = in.get(in.position() + i);
            length |= (next & ~CONTINUES & 0xFF) << 7 * (i - 1);
            if ((next & CONTINUES) == 0) {
                return 1 + i + length;
            }
        }
        throw new IllegalStateException("an MQTT frame whose length has more than 4 bytes");
    }

    /** Moves the position past the fixed header. */
    static void skipHeader(ByteBuffer frame) {
        frame.get();
        readVarint(frame);
    }

    /** How many messages the broker takes before it has acknowledged one. */
    static int receiveMaximum(ByteBuffer connack) {
        ByteBuffer in = connack.duplicate();
        skipHeader(in);
        in.getShort();
        int properties = readVarint(in);
        int end = in.position() + properties;
        while (in.position() < end) {
            int property = in.get();
            if (property == RECEIVE_MAXIMUM) {
                return in.getShort() & 0xFFFF;
            }
            skipProperty(property, in);
        }
        return 0xFFFF;
    }

    private static void skipProperty(int property, ByteBuffer in) {
        switch (property) {
            case 0x11, 0x27 -> in.getInt();
            case 0x22, 0x13 -> in.getShort();
            case 0x24, 0x25, 0x28, 0x29, 0x2A -> in.get();
            case 0x12, 0x15, 0x16, 0x1A, 0x1C, 0x1F -> skipText(in);
            case 0x26 -> {
                skipText(in);
                skipText(in);
            }
            default -> throw new IllegalStateException("CONNACK with property " + property);
        }
    }

    private static void skipText(ByteBuffer in) {
        int bytes = in.getShort() & 0xFFFF;
        in.position(in.position() + bytes);
    }

    static int readVarint(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static byte[] framed(int type, ByteBuffer body) {
        body.flip();
        ByteBuffer frame = ByteBuffer.allocate(1 + MOST_LENGTH_BYTES + body.remaining());
        frame.put((byte) type);
        length(frame, body.remaining());
        frame.put(body).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static void length(ByteBuffer out, int bytes) {
        int rest = bytes;
        while (rest > 0x7F) {
            out.put((byte) (rest & 0x7F | CONTINUES));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putShort((short) bytes.length).put(bytes);
    }
}
