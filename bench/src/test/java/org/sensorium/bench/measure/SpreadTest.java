package org.sensorium.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void ofThreeTheMiddleOne() {
        assertThat(Spread.of(List.of(30.0, 10.0, 11.0))).isEqualTo(new Spread(11, 10, 30));
    }

    @Test
    void ofTwoTheMean() {
        assertThat(Spread.of(List.of(10.0, 20.0)).median()).isEqualTo(15);
    }

    @Test
    void ofNoneNothing() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
