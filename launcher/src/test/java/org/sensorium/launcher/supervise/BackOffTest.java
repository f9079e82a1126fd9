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
                                .mapToObj(i -> backOff.after(Duration.ZERO, false).toMillis())
                                .toList())
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L, 5000L);
    }

    @Test
    void whoHasLivedForTenSecondsComesBackAtOnce() {
        IntStream.range(0, 5).forEach(i -> backOff.after(Duration.ofMillis(9_999), false));
        assertThat(backOff.after(Duration.ofSeconds(10), false)).isEqualTo(Duration.ofMillis(250));
        assertThat(backOff.after(Duration.ZERO, false)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whoIsKilledAgainAndAgainWaitsASecondAtMost() {
        assertThat(
                        IntStream.range(0, 5)
                                .mapToObj(i -> backOff.after(Duration.ZERO, true).toMillis())
                                .toList())
                .containsExactly(250L, 500L, 1000L, 1000L, 1000L);
        assertThat(backOff.after(Duration.ZERO, false)).isEqualTo(Duration.ofSeconds(5));
    }
}
