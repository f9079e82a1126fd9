package org.sensorium.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sensorium.faults.fault.Round;

/**
 * Waits until a system works again by itself: all parts are healthy, sensors are back and have
 * nothing left to send, what they sent after the fault is stored, the job has read it, and what
 * came of it is published.
 */
final class Recovery {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double MOST_BEHIND_SECONDS = 3;
    private static final String WAITING =
            "select count(*) from store.alert_outbox"
                    + " where created_at < now() - interval '3 seconds'";

    private final Round round;
    private String last = "nothing";

    Recovery(Round round) {
        this.round = round;
    }

    /** Seconds from now until then; infinite if it did not within two minutes. */
    double await() throws InterruptedException {
        long start = System.nanoTime();
        Instant since = Instant.now();
        for (Optional<String> missing = missing(since);
                missing.isPresent();
                missing = missing(since)) {
            last = missing.get();
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return Double.POSITIVE_INFINITY;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** What was waited for at last. */
    String last() {
        return last;
    }

    /** In the order in which it comes about. */
    private Optional<String> missing(Instant since) {
        var copy = round.bench().copy();
        var accounts = round.fleet().accounts();
        int sensors = round.fleet().ids().size();
        if (!copy.isHealthy()) {
            return Optional.of("health of all parts");
        }
        if (accounts.connected() < sensors) {
            return Optional.of("sensors to connect");
        }
        if (accounts.outstandingMessages() > sensors) {
            return Optional.of("sensors to send what they kept");
        }
        if (!isStored(since)) {
            return Optional.of("new readings to be stored");
        }
        double behind =
                copy.health()
                        .metric("job", "sensorium_log_behind_seconds")
                        .orElse(Double.MAX_VALUE);
        if (behind > MOST_BEHIND_SECONDS) {
            return Optional.of("the job to read the log");
        }
        return isPublished() ? Optional.empty() : Optional.of("alerts to be published");
    }

    private boolean isPublished() {
        try {
            return round.bench().database().number(WAITING) == 0;
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean isStored(Instant since) {
        String sensor = round.fleet().ids().get(round.fleet().ids().size() - 1);
        try {
            Optional<Instant> newest = round.bench().database().newestReceipt(sensor);
            return newest.isPresent() && newest.get().isAfter(since);
        } catch (SQLException e) {
            return false; // it is away, so nothing is well
        }
    }
}
