package org.sensorium.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void theWaitDoublesUpToHalfAMinute() {
        assertThat(
                        IntStream.range(0, 8)
                                .mapToObj(i -> backOff.after(Duration.ZERO).toSeconds())
                                .toList())
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void whoHasLivedForAMinuteComesBackAtOnce() {
        IntStream.range(0, 5).forEach(i -> backOff.after(Duration.ofSeconds(59)));
        assertThat(backOff.after(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    }
}
