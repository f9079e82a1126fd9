package org.sensorium.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-written checks against the contract's regular expressions. */
class IdentifiersTest {
    private static final String SENSOR_ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}";
    private static final String NAME = "[a-z][a-z0-9_-]{0,31}";
    private static final String THIRTY_TWO = "abcdefghijklmnopqrstuvwxyz012345";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "A",
                "7",
                "_",
                "-a",
                "a-",
                "a_b",
                "a.b",
                "a:b",
                "a/b",
                "a b",
                "a+",
                "#",
                "a\0",
                "ä",
                "a\n",
                "pm25",
                "PM25",
                "pm2.5",
                THIRTY_TWO,
                THIRTY_TWO + "6",
                THIRTY_TWO + THIRTY_TWO,
                THIRTY_TWO + THIRTY_TWO + "x"
            })
    void agreeWithTheContract(String text) {
        assertThat(Identifiers.isSensorId(text)).isEqualTo(text.matches(SENSOR_ID));
        assertThat(Identifiers.isName(text)).isEqualTo(text.matches(NAME));
    }
}
