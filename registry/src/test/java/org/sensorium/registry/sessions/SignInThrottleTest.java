package org.sensorium.registry.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private static final String HERE = "10.0.0.1";
    private static final String THERE = "10.0.0.2";

    private Instant now = Instant.parse("2026-01-24T08:00:00Z");
    private final SignInThrottle throttle = SignInThrottle.ofNamesAndAddresses(() -> now);

    @Test
    void aFewMistakesAreFreeThenEachWaitsTwiceAsLong() {
        fail("wei", HERE, 4);
        assertThat(throttle.wait("wei", HERE)).isEmpty();

        fail("wei", HERE, 1);
        assertThat(throttle.wait("wei", HERE)).contains(Duration.ofSeconds(1));
        fail("wei", HERE, 1);
        assertThat(throttle.wait("wei", HERE)).contains(Duration.ofSeconds(2));
        fail("wei", HERE, 20);
        assertThat(throttle.wait("wei", HERE)).contains(Duration.ofSeconds(512));

        now = now.plusSeconds(513);
        assertThat(throttle.wait("wei", HERE)).isEmpty();
    }

    @Test
    void aStrangerElsewhereDoesNotLockSomebodyOut() {
        fail("wei", THERE, 20);

        assertThat(throttle.wait("wei", THERE)).isPresent();
        assertThat(throttle.wait("wei", HERE)).isEmpty();
    }

    @Test
    void whoTriesOneNameFromManyAddressesWaitsToo() {
        for (int i = 0; i < 100; i++) {
            fail("wei", "10.0.1." + i, 1);
        }
        assertThat(throttle.wait("wei", HERE)).isPresent();
    }

    @Test
    void whoTriesManyNamesFromOneAddressWaits() {
        for (int i = 0; i < 30; i++) {
            fail("user-" + i, HERE, 1);
        }
        assertThat(throttle.wait("another", HERE)).isPresent();
        assertThat(throttle.wait("another", THERE)).isEmpty();
    }

    @Test
    void aFleetBehindOneAddressKeepsNobodyOut() {
        SignInThrottle names = SignInThrottle.ofNames(() -> now);
        for (int i = 0; i < 1_000; i++) {
            names.failed("sensor-" + i, HERE);
        }
        assertThat(names.wait("wei", HERE)).isEmpty();
        for (int i = 0; i < 5; i++) {
            names.failed("wei", HERE);
        }
        assertThat(names.wait("wei", HERE)).isPresent();
    }

    @Test
    void whoGetsInIsForgiven() {
        fail("wei", HERE, 4);
        throttle.succeeded("wei", HERE);
        fail("wei", HERE, 4);

        assertThat(throttle.wait("wei", HERE)).isEmpty();
    }

    private void fail(String user, String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(user, address);
        }
    }
}
