package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckpointPaceTest {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    @Test
    void aFifthOfTheTimeGoesIntoCheckpointsButNoPauseIsLongerThanAMinute() {
        assertThat(CheckpointPace.pause(INTERVAL, Duration.ZERO)).isEqualTo(INTERVAL);
        assertThat(CheckpointPace.pause(INTERVAL, Duration.ofMillis(700))).isEqualTo(INTERVAL);
        assertThat(CheckpointPace.pause(INTERVAL, Duration.ofSeconds(5)))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(CheckpointPace.pause(INTERVAL, Duration.ofSeconds(20)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(CheckpointPace.pause(Duration.ofMinutes(5), Duration.ofSeconds(20)))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void oneThatFailsIsFollowedByAnother() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(3);
        CheckpointPace pace =
                CheckpointPace.begin(
                        () -> {
                            asked.countDown();
                            throw new ExecutionException(new IllegalStateException("not yet"));
                        },
                        Duration.ofMillis(1));
        try {
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            pace.close();
        }
    }
}
