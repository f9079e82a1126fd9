package org.sensorium.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2014-04-01 00:05:00, 1396310700000000",
        "2014-04-01T00:05:00Z, 1396310700000000",
        "2014/04/01 00:05, 1396310700000000",
        "2014-04-01T02:05:00+02:00, 1396310700000000",
        "2014-04-01 00:05:00.250000, 1396310700250000",
        "1396310700, 1396310700000000",
        "1396310700.25, 1396310700250000",
    })
    void itReadsWhatRecordingsHave(String text, long micros) {
        assertThat(RecordedTime.micros(text)).isEqualTo(micros);
    }

    @Test
    void whatIsNoTimeIsNamed() {
        assertThatThrownBy(() -> RecordedTime.micros("yesterday"))
                .hasMessage(
                        "timestamp 'yesterday' is neither a date and time nor seconds since 1970");
    }
}
