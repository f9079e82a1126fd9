package org.sensorium.simulator.simulate;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.publish.Accounts;

/** The line of progress while a fleet runs. */
final class RunLine implements Supplier<String> {
    private final Accounts accounts;
    private final @Nullable Duration duration;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long lastNanos;
    private long lastAcknowledged;

    /** The run begins now; it takes so long, or no one knows how long. */
    RunLine(Accounts accounts, @Nullable Duration duration, LongSupplier nanoClock) {
        this.accounts = accounts;
        this.duration = duration;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.lastNanos = startNanos;
    }

    @Override
    public String get() {
        long now = nanoClock.getAsLong();
        long acknowledged = accounts.acknowledgedReadings();
        double perSecond = (acknowledged - lastAcknowledged) * 1e9 / Math.max(1, now - lastNanos);
        lastNanos = now;
        lastAcknowledged = acknowledged;
        Histogram latency = accounts.latencyMicros();
        String head =
                duration == null
                        ? "running " + Duration.ofSeconds((now - startNanos) / 1_000_000_000L)
                        : Progress.bar((now - startNanos) / (double) duration.toNanos());
        return head
                + "  "
                + Progress.count(Math.round(perSecond))
                + " readings/s  acknowledged "
                + Progress.count(acknowledged)
                + "  outstanding "
                + Progress.count(accounts.outstandingMessages())
                + String.format(
                        Locale.ROOT,
                        "  ack %.1f ms (p99 %.1f)  ",
                        latency.getValueAtPercentile(50) / 1000.0,
                        latency.getValueAtPercentile(99) / 1000.0)
                + Progress.count(accounts.connected())
                + " connected";
    }
}
