package org.sensorium.simulator.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.sensorium.simulator.progress.Progress;

/** Waits until the storage has settled, compares, and prints the table. */
public final class Proof {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_THE_REST = Duration.ofSeconds(10);

    private final Verification verification;
    private final Progress progress;
    private final BooleanSupplier stop;

    /**
     * Freezes the ledger; the run must be over.
     *
     * @param ledger what was published
     * @param stored what is stored
     * @param begin of the run by the database's clock
     * @param progress where waiting and result are shown
     * @param stop ends the wait early
     */
    public Proof(
            Ledger ledger,
            StoredRows stored,
            Instant begin,
            Progress progress,
            BooleanSupplier stop) {
        this.verification = new Verification(ledger, stored, begin);
        this.progress = progress;
        this.stop = stop;
    }

    /** Proves it, or not. */
    public Verdict prove() throws InterruptedException {
        long required = verification.requiredReadings();
        new Settling(PATIENCE, System::nanoTime)
                .await(
                        required,
                        verification::storedSoFar,
                        stop,
                        now ->
                                progress.update(
                                        () ->
                                                "waiting for the storage: "
                                                        + Progress.bar(now / (double) required)
                                                        + "  "
                                                        + Progress.count(now)
                                                        + " of "
                                                        + Progress.count(required)));
        // The count may hold others' readings, and dead letters come by themselves: so once more,
        // exactly, for as long as the number of missing ones goes down.
        Verdict[] latest = {verification.compare()};
        long expected = latest[0].readings().expected() + latest[0].letters().expected();
        if (missing(latest[0]) > 0) {
            new Settling(PATIENCE_WITH_THE_REST, System::nanoTime)
                    .await(
                            expected,
                            () -> {
                                latest[0] = verification.compare();
                                return expected - missing(latest[0]);
                            },
                            stop,
                            now ->
                                    progress.update(
                                            () ->
                                                    "waiting for the last "
                                                            + Progress.count(expected - now)));
        }
        progress.wipe();
        VerdictTable.lines(latest[0]).forEach(progress::say);
        return latest[0];
    }

    private static long missing(Verdict verdict) {
        return verdict.readings().missing() + verdict.letters().missing();
    }
}
