package org.sensorium.console.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How much anybody may send without an account. */
class ReportThrottleTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ReportThrottle throttle = new ReportThrottle(() -> now);

    private int admitted(String address, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            admitted += throttle.admit(address).isEmpty() ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void anAddressHasItsShareAndAsMuchAgainInTenMinutes() {
        assertThat(admitted("192.0.2.1", 40)).isEqualTo(ReportThrottle.FROM_ADDRESS);
        assertThat(throttle.admit("192.0.2.1"))
                .contains(ReportThrottle.SPAN.dividedBy(ReportThrottle.FROM_ADDRESS));

        now = now.plus(ReportThrottle.SPAN.dividedBy(ReportThrottle.FROM_ADDRESS));
        assertThat(admitted("192.0.2.1", 2)).isEqualTo(1);
        now = now.plus(Duration.ofDays(1));
        assertThat(admitted("192.0.2.1", 40)).isEqualTo(ReportThrottle.FROM_ADDRESS);
    }

    @Test
    void whoWaitsUsesNothingUp() {
        admitted("192.0.2.1", 1000);

        assertThat(admitted("192.0.2.2", 40)).isEqualTo(ReportThrottle.FROM_ADDRESS);
    }

    @Test
    void manyAddressesShareWhatThereIsForAll() {
        int admitted = 0;
        for (int i = 0; i < 250; i++) {
            admitted += admitted("192.0.2." + i, 2);
        }

        assertThat(admitted).isEqualTo(ReportThrottle.FROM_ALL);
    }

    @Test
    void anAddressOfIpVersion6CountsWithAllThatWhoeverHasItHas() {
        assertThat(admitted("2001:db8:0:1::1", 20) + admitted("2001:db8:0:1:ffff::2", 20))
                .isEqualTo(ReportThrottle.FROM_ADDRESS);
        assertThat(admitted("2001:db8:0:2::1", 20)).isEqualTo(20);
    }

    @Test
    void photosAreBoundedByTheirBytes() {
        int half = ReportThrottle.PHOTO_BYTES / 2;

        assertThat(throttle.admitPhoto(half)).isEmpty();
        assertThat(throttle.admitPhoto(half)).isEmpty();
        assertThat(throttle.admitPhoto(half)).contains(ReportThrottle.SPAN.dividedBy(2));
    }
}
