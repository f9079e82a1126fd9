package org.sensorium.ingest.topicrights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private long nanos;
    private final Allowance allowance = new Allowance(1, () -> nanos);

    @Test
    void aBacklogPassesAndThenTheRateHolds() {
        for (int i = 0; i < Allowance.MESSAGES_AT_ONCE; i++) {
            assertThat(allowance.admits(100)).isTrue();
        }
        assertThat(allowance.admits(100)).isFalse();

        nanos += Duration.ofSeconds(1).toNanos();

        int admitted = 0;
        while (allowance.admits(100)) {
            admitted++;
        }
        assertThat(admitted).isEqualTo((int) Allowance.MESSAGES_PER_SECOND);
    }

    @Test
    void bytesAreLimitedToo() {
        int admitted = 0;
        while (allowance.admits(1024 * 1024)) {
            admitted++;
        }
        assertThat(admitted).isEqualTo((int) (Allowance.BYTES_AT_ONCE / (1024 * 1024)));
    }

    @Test
    void timeThatPassedUnusedFillsNoMoreThanTheBucket() {
        nanos += Duration.ofDays(1).toNanos();

        int admitted = 0;
        while (allowance.admits(1)) {
            admitted++;
        }
        assertThat(admitted).isEqualTo((int) Allowance.MESSAGES_AT_ONCE);
    }
}
