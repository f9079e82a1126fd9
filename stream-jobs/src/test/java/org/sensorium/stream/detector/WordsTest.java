package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void numbersAreShort() {
        assertThat(Words.number(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Words.number(150)).isEqualTo("150");
        assertThat(Words.number(-0.0)).isEqualTo("0");
        assertThat(Words.number(1234567.89)).isEqualTo("1234570");
        assertThat(Words.number(1.5e12)).isEqualTo("1.5E+12");
        assertThat(Words.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void spansAreRead() {
        assertThat(Words.span(90_000_000L, Locale.ENGLISH)).isEqualTo("1 min 30 s");
        assertThat(Words.span(0, Locale.ENGLISH)).isEqualTo("0 s");
        assertThat(Words.span(90_061_500_000L, Locale.ENGLISH)).isEqualTo("1 d 1 h 1 min 1.5 s");
        assertThat(Words.span(3_600_000_000L, Locale.CHINESE)).isEqualTo("1小时");
    }
}
