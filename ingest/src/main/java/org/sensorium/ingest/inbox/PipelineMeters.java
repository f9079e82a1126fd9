package org.sensorium.ingest.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.RejectionReason;
import org.sensorium.sink.Micros;
import org.sensorium.sink.ingestlog.Committed;

/**
 * What the pipeline counts, all of it after the commit. The balance: readings received = stored +
 * duplicates + dead letters.
 */
public final class PipelineMeters {
    private static final long MICROS_TO_NANOS = 1000;

    private final Counter messages;
    private final Counter readings;
    private final Counter stored;
    private final Counter duplicates;
    private final Timer commits;
    private final Timer publishToStore;
    private final Map<RejectionReason, Counter> letters = new EnumMap<>(RejectionReason.class);

    public PipelineMeters(MeterRegistry registry) {
        messages =
                Counter.builder("sensorium.receive.messages")
                        .description("Messages received and committed")
                        .register(registry);
        readings =
                Counter.builder("sensorium.receive.readings")
                        .description("Readings received, whatever became of them")
                        .register(registry);
        stored =
                Counter.builder("sensorium.store.readings")
                        .description("Readings stored that were new")
                        .register(registry);
        duplicates =
                Counter.builder("sensorium.store.duplicates")
                        .description("Readings that were stored already, value and all")
                        .register(registry);
        commits =
                Timer.builder("sensorium.store.commit")
                        .description("Time of a commit, waiting for the database included")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofSeconds(10))
                        .register(registry);
        publishToStore =
                Timer.builder("sensorium.publish.to.store")
                        .description("From the broker's receipt of a message to its commit")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofSeconds(60))
                        .register(registry);
        for (RejectionReason reason : RejectionReason.values()) {
            letters.put(
                    reason,
                    Counter.builder("sensorium.deadletters")
                            .description("Readings that became dead letters")
                            .tag("reason", reason.code())
                            .register(registry));
        }
    }

    void committed(Batch batch, Committed committed, long nanos, Instant now) {
        messages.increment(batch.messages());
        readings.increment(batch.readings.size() + batch.letters.size());
        stored.increment(committed.stored());
        duplicates.increment(committed.duplicates());
        commits.record(nanos, TimeUnit.NANOSECONDS);
        batch.letters.forEach(this::count);
        committed.conflicts().forEach(this::count);
        long nowMicros = Micros.of(now);
        for (int i = 0; i < batch.messages(); i++) {
            long micros = Math.max(0, nowMicros - batch.receivedMicros(i));
            publishToStore.record(micros * MICROS_TO_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void count(DeadLetter letter) {
        Objects.requireNonNull(letters.get(letter.reason())).increment();
    }
}
