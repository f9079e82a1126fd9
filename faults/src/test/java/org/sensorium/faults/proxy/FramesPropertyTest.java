package org.sensorium.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FramesPropertyTest {
    @Property(tries = 200)
    void mqttFramesAreFoundHoweverTheyArrive(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 40_000) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 70_000) int portion) {
        List<byte[]> frames = sizes.stream().map(FramesPropertyTest::publish).toList();

        assertThat(cut(new MqttFrames(), frames, portion))
                .containsExactlyElementsOf(lengths(frames));
    }

    @Property(tries = 200)
    void postgresFramesAreFoundHoweverTheyArrive(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 40_000) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 70_000) int portion) {
        List<byte[]> frames = new ArrayList<>();
        frames.add(startup("gateway"));
        sizes.forEach(size -> frames.add(typed('d', size)));

        assertThat(cut(new PostgresFrames(true, new PostgresFrames.Handshake()), frames, portion))
                .containsExactlyElementsOf(lengths(frames));
    }

    @Test
    void theAnswerToAQuestionForEncryptionIsOneByte() {
        PostgresFrames.Handshake handshake = new PostgresFrames.Handshake();
        byte[] question = ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();
        byte[] answer = {'N', 'R', 0, 0, 0, 8, 0, 0, 0, 0};

        assertThat(new PostgresFrames(true, handshake).complete(question, 0, 8)).isEqualTo(8);
        PostgresFrames server = new PostgresFrames(false, handshake);
        assertThat(server.complete(answer, 0, 10)).isEqualTo(1);
        assertThat(server.complete(answer, 1, 10)).isEqualTo(9);
    }

    @Test
    void theClientIsKnownByItsFirstMessage() {
        byte[] connect = {
            0x10, 21, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 5, 17, 0, 0, 0, 10, 0, 3, 'a', '-', '1'
        };

        assertThat(MqttFrames.clientId(connect)).isEqualTo("a-1");
        assertThat(PostgresFrames.parameter(startup("gateway"), "application_name"))
                .isEqualTo("gateway");
        assertThat(PostgresFrames.parameter(startup("gateway"), "options")).isEmpty();
    }

    @Test
    void aCommitIsToldFromOtherAnswers() {
        byte[] commit = {'C', 0, 0, 0, 11, 'C', 'O', 'M', 'M', 'I', 'T', 0};
        byte[] insert = {'C', 0, 0, 0, 11, 'C', 'O', 'P', 'Y', ' ', '9', 0};

        assertThat(PostgresFrames.isCommitted(commit)).isTrue();
        assertThat(PostgresFrames.isCommitted(insert)).isFalse();
    }

    /** The lengths that are found when the bytes arrive in portions. */
    private static List<Integer> cut(Frames frames, List<byte[]> sent, int portion) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        sent.forEach(all::writeBytes);
        byte[] bytes = all.toByteArray();
        List<Integer> found = new ArrayList<>();
        int from = 0;
        for (int to = 0; to < bytes.length; ) {
            to = Math.min(bytes.length, to + portion);
            int length = from == to ? 0 : frames.complete(bytes, from, to);
            while (length > 0) {
                found.add(length);
                from += length;
                length = from == to ? 0 : frames.complete(bytes, from, to);
            }
        }
        return found;
    }

    private static List<Integer> lengths(List<byte[]> frames) {
        return frames.stream().map(frame -> frame.length).toList();
    }

    private static byte[] publish(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x32);
        int left = size;
        do {
            int digit = left % 128;
            left /= 128;
            out.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 0xFF);
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] typed(char type, int size) {
        return ByteBuffer.allocate(5 + size).put((byte) type).putInt(4 + size).array();
    }

    private static byte[] startup(String name) {
        byte[] words =
                ("user\0x\0application_name\0" + name + "\0\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + words.length)
                .putInt(8 + words.length)
                .putInt(3 << 16)
                .put(words)
                .array();
    }
}
