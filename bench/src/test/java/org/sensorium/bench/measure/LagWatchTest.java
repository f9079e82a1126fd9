package org.sensorium.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LagWatchTest {
    @Test
    void aLagThatStaysIsNone() {
        assertThat(watch(at -> 2.0).isGrowing()).isFalse();
    }

    @Test
    void aLagThatSwingsIsNone() {
        assertThat(watch(at -> 0.2 * (Math.round(at * 10) % 2)).isGrowing()).isFalse();
    }

    @Test
    void aRateTooHighByATenthIsFound() {
        LagWatch watch = watch(at -> at / 10);

        assertThat(watch.isGrowing()).isTrue();
        // From the middle of the early part, at 4 s, to that of the late part, at 9 s.
        assertThat(watch.growth()).isBetween(0.45, 0.55);
    }

    @Test
    void aBurstAtTheBeginIsForgiven() {
        assertThat(watch(at -> at < 2 ? 5 : 0.1).isGrowing()).isFalse();
    }

    @Test
    void withoutSamplesThereIsNoAnswer() {
        assertThatThrownBy(() -> new LagWatch(10, 0.3).growth())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whereNobodyLookedTheNearestSampleStands() {
        LagWatch watch = new LagWatch(10, 0.3);
        watch.sample(1, 0.5);
        watch.sample(5.5, 1);
        watch.sample(7, 3);

        assertThat(watch.growth()).isEqualTo(2);
    }

    private static LagWatch watch(DoubleUnaryOperator lag) {
        LagWatch watch = new LagWatch(10, 0.3);
        for (int i = 1; i <= 100; i++) {
            watch.sample(i / 10.0, lag.applyAsDouble(i / 10.0));
        }
        return watch;
    }
}
