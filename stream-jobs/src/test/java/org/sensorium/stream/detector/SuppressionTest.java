package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressionTest {
    @Test
    void onlyWhatIsABitMoreThanTheLastOnesCounts() {
        Suppression suppression = new Suppression();
        assertThat(suppression.counts(0, 100)).isFalse();
        assertThat(suppression.counts(3, 100)).isTrue();
        for (int i = 0; i < 89; i++) {
            assertThat(suppression.counts(4, 100)).as("after %d", i).isFalse();
        }
        assertThat(suppression.counts(4.1, 100)).isTrue();
    }

    @Test
    void aSpanLaterTheSameCountsAgainAsWhatDidNotCountDoesNotSuppress() {
        Suppression suppression = new Suppression();
        suppression.counts(3, 100);
        for (int i = 0; i < 99; i++) {
            assertThat(suppression.counts(i % 2 * 3.5, 100)).isEqualTo(i >= 99);
        }
        assertThat(suppression.counts(3, 100)).isTrue();
    }
}
