package org.sensorium.simulator.replay;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.settings.Surroundings;
import org.sensorium.simulator.verify.DatabaseProblem;
import org.sensorium.simulator.verify.Settling;
import org.sensorium.simulator.verify.SqlViews;

/** What the recording's sensors have in the database once all of it has arrived there. */
final class StoredCounts {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Surroundings surroundings;
    private final Progress progress;
    private final BooleanSupplier stop;

    StoredCounts(Surroundings surroundings, Progress progress, BooleanSupplier stop) {
        this.surroundings = surroundings;
        this.progress = progress;
        this.stop = stop;
    }

    /** Waits until every distinct row is a reading or a dead letter, and says so. */
    void await(RecordedSensors sensors) throws InterruptedException {
        List<String> ids = sensors.ids();
        long expected = sensors.distinctRows();
        try (SqlViews views = SqlViews.open(surroundings)) {
            long[] readings = new long[1];
            long stored =
                    new Settling(PATIENCE, System::nanoTime)
                            .await(
                                    expected,
                                    () -> {
                                        readings[0] = views.countReadings(ids);
                                        return readings[0] + views.countDeadLetters(ids);
                                    },
                                    stop,
                                    now ->
                                            progress.update(
                                                    () ->
                                                            "waiting for the storage: "
                                                                    + Progress.count(now)
                                                                    + " of "
                                                                    + Progress.count(expected)));
            progress.say(
                    "stored of these sensors: %s readings and %s dead letters for %s distinct rows"
                            .formatted(
                                    Progress.count(readings[0]),
                                    Progress.count(stored - readings[0]),
                                    Progress.count(expected)));
        } catch (DatabaseProblem | Surroundings.MissingSetting e) {
            progress.say("what is stored was not looked up: " + e.getMessage());
        }
    }
}
