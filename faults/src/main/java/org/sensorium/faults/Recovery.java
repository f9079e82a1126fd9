package org.sensorium.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sensorium.faults.fault.Round;

/**
 * Waits until a system works again by itself: all parts are healthy, sensors are back and have
 * nothing left to send, what they sent after the fault is stored, and the job has read it.
 */
final class Recovery {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double MOST_BEHIND_SECONDS = 3;

    private final Round round;

    Recovery(Round round) {
        this.round = round;
    }

    /** Seconds from now until then; infinite if it did not within two minutes. */
    double await() throws InterruptedException {
        long start = System.nanoTime();
        Instant since = Instant.now();
        while (!isThere(since)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                return Double.POSITIVE_INFINITY;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private boolean isThere(Instant since) {
        var copy = round.bench().copy();
        int sensors = round.fleet().ids().size();
        return copy.isHealthy()
                && round.fleet().accounts().connected() >= sensors
                && round.fleet().accounts().outstandingMessages() <= sensors
                && isStored(since)
                && copy.health()
                                .metric("job", "sensorium_log_behind_seconds")
                                .orElse(Double.MAX_VALUE)
                        <= MOST_BEHIND_SECONDS;
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
