package org.sensorium.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OpenScheduleTest {
    private static final long START = 5_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aRateIsSpreadEvenly() {
        OpenSchedule schedule = new OpenSchedule(1000, START, Long.MAX_VALUE);

        assertThat(schedule.intendedNanos(0)).isEqualTo(START);
        assertThat(schedule.intendedNanos(1)).isEqualTo(START + 1_000_000);
        assertThat(schedule.intendedNanos(1000)).isEqualTo(START + SECOND);
    }

    @Test
    void nothingIsDueBeforeTheStartAndNothingAfterTheLast() {
        OpenSchedule schedule = new OpenSchedule(1000, START, 500);

        assertThat(schedule.due(START - 1_000_001)).isZero();
        assertThat(schedule.due(START)).isEqualTo(1);
        assertThat(schedule.due(START + SECOND)).isEqualTo(500);
    }

    @Property
    void whatIsDueWasIntendedBeforeAndWhatIsNotWasNot(
            @ForAll @DoubleRange(min = 0.1, max = 500_000) double rate,
            @ForAll @LongRange(min = 0, max = 3_600L * 1_000_000_000L) long elapsed) {
        OpenSchedule schedule = new OpenSchedule(rate, START, Long.MAX_VALUE);

        long due = schedule.due(START + elapsed);

        // A nanosecond or two for the rounding of doubles.
        assertThat(schedule.intendedNanos(due - 1)).isLessThanOrEqualTo(START + elapsed + 2);
        assertThat(schedule.intendedNanos(due + 1)).isGreaterThan(START + elapsed);
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatThrownBy(() -> new OpenSchedule(0, START, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
