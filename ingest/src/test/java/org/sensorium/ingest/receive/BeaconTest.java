package org.sensorium.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sensorium.ingest.receive.Beacon.Advice;

class BeaconTest {
    private final Beacon beacon = new Beacon();

    BeaconTest() {
        beacon.heard(at(0));
    }

    @Test
    void oneIsSentWhenNothingCameForASecond() {
        assertThat(beacon.advice(at(1), false)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.advice(at(4), false)).isEqualTo(Advice.SEND);
        assertThat(beacon.advice(at(5), false)).isEqualTo(Advice.NOTHING);
    }

    @Test
    void theConnectionIsGivenUpWhenItDoesNotComeBack() {
        beacon.advice(at(4), false);

        assertThat(beacon.advice(at(9), false)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.advice(at(10), false)).isEqualTo(Advice.GIVE_UP);
    }

    @Test
    void whateverComesShowsThatTheSessionDelivers() {
        beacon.advice(at(4), false);
        beacon.heard(at(6));

        assertThat(beacon.advice(at(7), false)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.advice(at(8), false)).isEqualTo(Advice.SEND);
    }

    @Test
    void aBrokerThatDoesNotLetUsPublishThereIsBelieved() {
        beacon.advice(at(4), false);
        beacon.answered(0x87, at(4));

        assertThat(beacon.advice(at(20), false)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.isRefused()).isTrue();
    }

    @Test
    void aBrokerThatIsFullForTheMomentIsAskedAgain() {
        beacon.advice(at(4), false);
        beacon.answered(0x97, at(5));

        assertThat(beacon.advice(at(6), false)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.isRefused()).isFalse();
        assertThat(beacon.advice(at(7), false)).isEqualTo(Advice.SEND);
    }

    @Test
    void nothingIsExpectedWhileThereIsWorkToDoFirst() {
        beacon.advice(at(4), false);

        assertThat(beacon.advice(at(60), true)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.advice(at(61), false)).isEqualTo(Advice.NOTHING);
        assertThat(beacon.advice(at(62), false)).isEqualTo(Advice.SEND);
    }

    @Test
    void aBeaconSaysWhenItWasSent() {
        assertThat(Beacon.timeMicros(Beacon.payload(1_700_000_000_123_456L)))
                .isEqualTo(1_700_000_000_123_456L);
        assertThat(Beacon.timeMicros(new byte[] {'?'})).isZero();
    }

    private static long at(long seconds) {
        return Duration.ofSeconds(1000 + seconds).toNanos();
    }
}
