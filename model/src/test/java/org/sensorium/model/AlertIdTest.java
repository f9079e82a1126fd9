package org.sensorium.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertIdTest {
    @Test
    void theSameFindingHasTheSameIdForEver() {
        // Written down: receivers drop repeats by it, so it may not change between versions.
        assertThat(AlertId.of("a-7", "pm25", DetectorKind.THRESHOLD, 1_769_256_000_000_000L))
                .isEqualTo("4c79012972c25e7db2f15d74");
    }

    @Test
    void anythingElseHasAnother() {
        assertThat(
                        Set.of(
                                AlertId.of("a-7", "pm25", DetectorKind.THRESHOLD, 1),
                                AlertId.of("a-8", "pm25", DetectorKind.THRESHOLD, 1),
                                AlertId.of("a-7", "pm10", DetectorKind.THRESHOLD, 1),
                                AlertId.of("a-7", "pm25", DetectorKind.NOVELTY, 1),
                                AlertId.of("a-7", "pm25", DetectorKind.THRESHOLD, 2)))
                .hasSize(5);
    }
}
