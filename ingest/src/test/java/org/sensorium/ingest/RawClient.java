package org.sensorium.ingest;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Instant;

/**
 * A connection that sends what it is told, right or wrong, and writes down the answers: {@code
 * PUBACK 0x87}, say, or {@code closed}. Understands just enough of MQTT 3.1.1 and 5 for that.
 */
final class RawClient implements AutoCloseable {
    static final String CLOSED = "closed";
    static final String SILENT = "no answer";

    /** Longer than the broker waits for a CONNECT that does not come. */
    private static final int PATIENCE_MILLIS = 15_000;

    private static final int MQTT_5 = 5;
    private static final byte SERVER_KEEP_ALIVE = 0x13;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final int version;
    private int packetId;

    /**
     * @param version of MQTT that the answers are read by: 4 or 5
     */
    RawClient(int port, int version) throws IOException {
        this.version = version;
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects as that account; its client id is its name. */
    static RawClient signedIn(int port, int version, String user, String secret)
            throws IOException {
        RawClient client = new RawClient(port, version);
        String header = version == MQTT_5 ? "05 C2 003C 00" : "04 C2 003C";
        client.send(
                recipe(
                        "«packet 10 «str MQTT»«hex %s»«str %s»«str %s»«str %s»»",
                        header, user, user, secret));
        String answer = client.answer();
        if (!answer.equals("CONNACK 0x00")) {
            client.close();
            throw new IOException(answer + " for " + user);
        }
        return client;
    }

    /** Sends bytes; that the other side has closed already shows in its answer. */
    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // Its answer is still there to be read.
        }
    }

    /** Publishes at QoS 1; returns the answer, {@code PUBACK 0x00} if all is well. */
    String publish(String topic, byte[] payload) throws IOException {
        packetId = packetId % 65_535 + 1;
        byte[] id = {(byte) (packetId >> 8), (byte) packetId};
        byte[] topicBytes = recipe("«str %s»", topic);
        byte[] noProperties = version == MQTT_5 ? new byte[1] : new byte[0];
        send(Recipe.packet(0x32, Recipe.joined(topicBytes, id, noProperties, payload)));
        return answer();
    }

    /** Whether it still answers. */
    boolean isAlive() throws IOException {
        send(new byte[] {(byte) 0xC0, 0});
        return answer().equals("PINGRESP");
    }

    /** The next answer. */
    String answer() throws IOException {
        try {
            int type = in.readUnsignedByte() >> 4;
            byte[] content = new byte[remainingLength()];
            in.readFully(content);
            return written(type, content);
        } catch (SocketTimeoutException e) {
            return SILENT;
        } catch (EOFException | SocketException e) {
            return CLOSED;
        }
    }

    private int remainingLength() throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.readUnsignedByte();
            length |= (digit & 127) << shift;
            if (digit < 128) {
                return length;
            }
        }
    }

    private String written(int type, byte[] content) {
        return switch (type) {
            case 2 -> "CONNACK " + code(content, 1) + keepAlive(content);
            case 3 -> "PUBLISH";
            case 4 -> "PUBACK " + code(content, 2);
            case 5 -> "PUBREC " + code(content, 2);
            case 7 -> "PUBCOMP " + code(content, 2);
            case 9 -> "SUBACK " + code(content, content.length - 1);
            case 11 -> "UNSUBACK";
            case 13 -> "PINGRESP";
            case 14 -> "DISCONNECT " + code(content, 0);
            case 15 -> "AUTH";
            default -> "packet of type " + type;
        };
    }

    /** The keep-alive that the broker tells the client to use, if it does. */
    private String keepAlive(byte[] connack) {
        if (version != MQTT_5 || connack[1] != 0) {
            return "";
        }
        for (int i = 3; i < connack.length; i += propertyBytes(connack, i)) {
            if (connack[i] == SERVER_KEEP_ALIVE) {
                return " keep-alive " + number(connack, i + 1);
            }
        }
        return "";
    }

    /** How long a property of a CONNACK is, with its identifier: MQTT 5, 2.2.2.2. */
    private static int propertyBytes(byte[] packet, int at) {
        return switch (packet[at]) {
            case 0x24, 0x25, 0x28, 0x29, 0x2A -> 2;
            case SERVER_KEEP_ALIVE, 0x21, 0x22 -> 3;
            case 0x11, 0x27 -> 5;
            default -> 3 + number(packet, at + 1);
        };
    }

    private static int number(byte[] packet, int at) {
        return (packet[at] & 255) << 8 | packet[at + 1] & 255;
    }

    /** MQTT leaves out a code of 0. */
    private static String code(byte[] content, int at) {
        return "0x%02X".formatted(at < content.length ? content[at] : 0);
    }

    private static byte[] recipe(String line, Object... values) {
        return new Recipe("", "", Instant.EPOCH).bytes(line.formatted(values));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
