package org.sensorium.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff backOff = new BackOff();

    @Test
    void theWaitDoublesUpToFiveSeconds() {
        assertThat(
                        IntStream.range(0, 8)
                                .mapToObj(i -> backOff.after(Duration.ZERO).toMillis())
                                .toList())
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L, 5000L);
    }

    @Test
    void whoHasLivedForTenSecondsComesBackAtOnce() {
        IntStream.range(0, 5).forEach(i -> backOff.after(Duration.ofMillis(9_999)));
        assertThat(backOff.after(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(250));
        assertThat(backOff.after(Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    }
}
