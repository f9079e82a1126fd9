package org.sensorium.faults.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sensorium.faults.system.WallClock;

/** The server's wall clock is set. */
final class Clocks {
    private static final Duration STEP = Duration.ofHours(1);

    private Clocks() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart("F27", "the server's clock steps an hour ahead", Clocks::ahead));
    }

    /** Further with each round: a clock that is set back is another matter (docs/guarantee.md). */
    private static void ahead(Round round) throws Exception {
        @Nullable WallClock clock = round.bench().clock();
        if (clock == null) {
            throw new IllegalStateException("the system has the machine's clock");
        }
        round.hold(round.between(1, 3));
        long before = round.fleet().accounts().acknowledgedReadings();
        Duration ahead = STEP.multipliedBy(round.number() + 1L);
        Instant since = Instant.now().plus(ahead);
        clock.ahead(ahead);
        round.await(
                "readings taken on the new clock",
                () -> round.fleet().accounts().acknowledgedReadings() > before + 1_000);
        String sensor = round.fleet().ids().get(0);
        Optional<Instant> received = round.bench().database().newestReceipt(sensor);
        if (received.isEmpty() || received.get().isBefore(since)) {
            throw new IllegalStateException(
                    "the gateway's clock did not step: newest receipt of "
                            + sensor
                            + " "
                            + received);
        }
    }
}
