package org.sensorium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.model.IncidentKind.AREA_EVENT;
import static org.sensorium.model.IncidentKind.FEEDER_SILENT;
import static org.sensorium.model.IncidentKind.GATEWAY_SILENT;

import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentIdTest {
    @Test
    void theSameIncidentHasTheSameIdForEver() {
        // Written down: receivers drop repeats by it, so it may not change between versions.
        assertThat(IncidentId.of(GATEWAY_SILENT, "gw-7", null, null, 1_769_256_000_000_000L))
                .isEqualTo("57b2811b349706d0b76f80aa");
    }

    @Test
    void anythingElseHasAnother() {
        assertThat(
                        Set.of(
                                IncidentId.of(GATEWAY_SILENT, "gw-7", null, null, 1),
                                IncidentId.of(FEEDER_SILENT, "gw-7", null, null, 1),
                                IncidentId.of(GATEWAY_SILENT, "gw-8", null, null, 1),
                                IncidentId.of(AREA_EVENT, "gw-7", "rain", "mm", 1),
                                IncidentId.of(AREA_EVENT, "gw-7", "rain", "level", 1),
                                IncidentId.of(GATEWAY_SILENT, "gw-7", null, null, 2)))
                .hasSize(6);
    }
}
