package org.sensorium.launcher.statusline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private static final Instant START = Instant.parse("2026-01-24T00:00:00Z");
    private final StatusLine line = new StatusLine();

    @Test
    void nothingIsClaimedOfWhatNobodyTells() {
        assertThat(line.render(START, List.of(), ""))
                .isEqualTo(
                        "in –/s │ stored –/s │ dead letters – │ open alerts – │ to store p50 – p99 – │ to alert p50 – p99 –");
    }

    @Test
    void ratesAndLatenciesAreThoseOfTheLastSeconds() {
        line.render(START, List.of(gateway(1000, 900, 3, 500, 900)), "");
        assertThat(
                        line.render(
                                START.plusSeconds(2),
                                List.of(
                                        gateway(3000, 2500, 7, 600, 1000),
                                        "sensorium_alerts_open 4"),
                                "job down"))
                .isEqualTo(
                        "in 1,000/s │ stored 800/s │ dead letters 7 │ open alerts 4"
                                + " │ to store p50 5 ms p99 10 ms │ to alert p50 – p99 – │ job down");
    }

    @Test
    void aRestartedPartCountsFromItsNewBeginning() {
        line.render(START, List.of(gateway(1000, 1000, 0, 0, 0)), "");
        assertThat(line.render(START.plusSeconds(1), List.of(gateway(50, 50, 0, 0, 0)), ""))
                .startsWith("in 50/s");
    }

    private static String gateway(int received, int stored, int letters, int fast, int all) {
        return """
        # TYPE sensorium_receive_readings_total counter
        sensorium_receive_readings_total %d.0
        sensorium_store_readings_total{inbox="main"} %d.0
        sensorium_deadletters_total{reason="malformed"} %d.0
        sensorium_publish_to_store_seconds_bucket{le="0.01"} %d
        sensorium_publish_to_store_seconds_bucket{le="+Inf"} %d
        """
                .formatted(received, stored, letters, fast, all);
    }
}
