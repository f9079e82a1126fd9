package org.sensorium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void acceptsItsRangeAndItsEnds() {
        Metric metric = new Metric((short) 1, "pm25", "ug/m3", 0, 1000, MINUTE);

        assertThat(metric.accepts(0)).isTrue();
        assertThat(metric.accepts(1000)).isTrue();
        assertThat(metric.accepts(-0.1)).isFalse();
        assertThat(metric.accepts(1000.1)).isFalse();
        assertThat(metric.accepts(Double.NaN)).isFalse();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric((short) 1, "PM2.5", "", 0, 1, null))
                .withMessageContaining("PM2.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric((short) 1, "pm25", "", 2, 1, null))
                .withMessageContaining("min 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric((short) 1, "pm25", "", 0, 1, Duration.ZERO))
                .withMessageContaining("PT0S");
    }
}
