package org.sensorium.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Bytes as the MQTT 5.0 specification has them. */
class FramesTest {
    @Test
    void connectIsAsSpecified() {
        assertThat(hex(Frames.connect("c", "u", "p", 60, 10)))
                .isEqualTo(
                        "1017" // CONNECT, 23 bytes
                                + "00044d51545405" // MQTT, version 5
                                + "c2003c" // user, password, clean start; 60 s
                                + "0321000a" // receive maximum 10
                                + "000163000175000170");
    }

    @Test
    void whoDoesNotSignInSendsNoUser() {
        assertThat(hex(Frames.connect("c", null, null, 60, 10)))
                .isEqualTo("101100044d5154540502003c0321000a000163");
    }

    @Test
    void subscribeAsksForQosOne() {
        assertThat(hex(Frames.subscribe("a/#"))).isEqualTo("820900010000" + "03612f2301");
    }

    @Test
    void pubackIsFourBytes() {
        ByteBuffer out = ByteBuffer.allocate(4);
        Frames.puback(out, 258);

        assertThat(hex(out.array())).isEqualTo("40020102");
    }

    @Property
    void thePublishIsAsLongAsItSays(
            @ForAll @IntRange(min = 0, max = 1_000_000) int payload,
            @ForAll @IntRange(min = 1, max = 100) int topic) {
        byte[] head = Frames.publish("t".repeat(topic), payload);

        assertThat(Frames.lengthOf(ByteBuffer.wrap(head)))
                .isEqualTo(head.length + Short.BYTES + 1 + payload);
    }

    @Test
    void aLengthThatHasNotComeIsUnknown() {
        byte[] head = Frames.publish("t", 100_000);

        assertThat(Frames.lengthOf(ByteBuffer.wrap(head, 0, 3))).isEqualTo(-1);
    }

    @Test
    void theReceiveMaximumIsFoundAmongOtherProperties() {
        // Session expiry, assigned client id, receive maximum 1000, topic alias maximum.
        byte[] connack =
                HexFormat.of()
                        .parseHex(
                                "20120000"
                                        + "0f"
                                        + "1100000005"
                                        + "12000161"
                                        + "2103e8"
                                        + "220005");

        assertThat(Frames.receiveMaximum(ByteBuffer.wrap(connack))).isEqualTo(1000);
    }

    @Test
    void withoutReceiveMaximumItIsTheLargest() {
        byte[] connack = HexFormat.of().parseHex("2003000000");

        assertThat(Frames.receiveMaximum(ByteBuffer.wrap(connack))).isEqualTo(65_535);
    }

    @Test
    void theTopicIsInTheHead() {
        String head = new String(Frames.publish("readings/a", 1), StandardCharsets.ISO_8859_1);

        assertThat(head).endsWith("readings/a");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
