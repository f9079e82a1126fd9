package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressionTest {
    @Test
    void onlyWhatExceedsTheLastOnesCounts() {
        Suppression suppression = new Suppression();
        assertThat(suppression.exceeds(3, 100)).isTrue();
        for (int i = 0; i < 90; i++) {
            assertThat(suppression.exceeds(3, 100)).as("after %d", i).isFalse();
            assertThat(suppression.exceeds(0, 100)).isFalse();
        }
        assertThat(suppression.exceeds(4, 100)).isTrue();
    }

    @Test
    void aSpanLaterTheSameCountsAgain() {
        Suppression suppression = new Suppression();
        suppression.exceeds(3, 100);
        for (int i = 0; i < 99; i++) {
            assertThat(suppression.exceeds(2, 100)).isFalse();
        }
        assertThat(suppression.exceeds(3, 100)).isTrue();
    }
}
