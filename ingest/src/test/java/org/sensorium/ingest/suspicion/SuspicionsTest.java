package org.sensorium.ingest.suspicion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionsTest {
    private static final String HERE = "10.0.0.1";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SecurityEvent> told = new ArrayList<>();
    private long nanos;
    private final Suspicions suspicions = new Suspicions(meters, told::add, () -> nanos);

    @Test
    void theFirstRefusalIsToldAtOnceTheNextWithTheirNumber() {
        suspicions.publishRefused("a-1", "readings/a-2", HERE);
        suspicions.publishRefused("a-1", "readings/a-2", HERE);
        suspicions.publishRefused("a-1", "readings/a-2", HERE);
        assertThat(told).hasSize(1);

        nanos += Suspicions.SILENCE.toNanos();
        suspicions.publishRefused("a-1", "readings/a-3", HERE);

        assertThat(told)
                .extracting(
                        SecurityEvent::actor,
                        SecurityEvent::action,
                        SecurityEvent::subject,
                        event -> event.detail().get("count"))
                .containsExactly(
                        tuple("a-1", "publish.refused", "readings/a-2", 1L),
                        tuple("a-1", "publish.refused", "readings/a-3", 3L));
    }

    @Test
    void oneForeignTopicAfterAnotherIsAScanTheSameAgainIsNot() {
        for (int i = 0; i < 100; i++) {
            suspicions.publishRefused("a-1", "readings/a-2", HERE);
            suspicions.subscriptionRefused("a-1", "rejected/a-2", HERE);
        }
        assertThat(scans()).isZero();

        for (int i = 0; i < Suspicions.TOPICS_OF_A_SCAN; i++) {
            suspicions.subscriptionRefused("a-3", "rejected/b-" + i, HERE);
        }
        assertThat(scans()).isEqualTo(1);
        assertThat(actions()).contains("topics.scanned");
    }

    @Test
    void topicsTriedSlowlyAreNoScan() {
        for (int i = 0; i < 10 * Suspicions.TOPICS_OF_A_SCAN; i++) {
            nanos += Duration.ofSeconds(10).toNanos();
            suspicions.publishRefused("a-1", "readings/b-" + i, HERE);
        }
        assertThat(scans()).isZero();
    }

    @Test
    void aSensorThatComesWithAnotherClientIdIsTold() {
        suspicions.sensorSignedIn("a-1", "a-1|x", HERE);
        suspicions.sensorSignedIn("a-1", "a-1|x", HERE);
        suspicions.sensorSignedIn("a-2", "a-2|y", HERE);
        assertThat(told).isEmpty();

        suspicions.sensorSignedIn("a-1", "a-1|z", HERE);

        assertThat(actions()).containsExactly("client.changed");
        assertThat(meters.counter("sensorium.broker.clients.changed").count()).isEqualTo(1);
    }

    @Test
    void whatStrangersCallThemselvesIsNotRepeated() {
        suspicions.signInRefused(null, HERE);

        assertThat(told.get(0).actor()).isEqualTo("unknown user");
        assertThat(told.get(0).detail()).containsEntry("from", HERE);
    }

    @Test
    void whoKnocksAtEveryDoorDoesNotBuryTheLog() {
        for (int i = 0; i < 10 * Suspicions.MOST_AT_ONCE; i++) {
            suspicions.signInRefused("a-" + i, HERE);
        }
        assertThat(told).hasSize(Suspicions.MOST_AT_ONCE);
        assertThat(meters.counter("sensorium.broker.security.events.untold").count())
                .isEqualTo(9.0 * Suspicions.MOST_AT_ONCE);

        nanos += Duration.ofSeconds(5).toNanos();
        for (int i = 0; i < 10; i++) {
            suspicions.signInRefused("b-" + i, HERE);
        }
        assertThat(told).hasSize(Suspicions.MOST_AT_ONCE + 5);
    }

    private double scans() {
        return meters.counter("sensorium.broker.topic.scans").count();
    }

    private List<String> actions() {
        return told.stream().map(SecurityEvent::action).toList();
    }
}
