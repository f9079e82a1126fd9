package org.sensorium.faults.fleet;

import java.util.List;
import java.util.Random;
import org.sensorium.simulator.publish.Message;

/** What probes do with what they have measured: mostly send it. */
@FunctionalInterface
public interface Habit {
    /** Sends everything once, at once. */
    Habit USUAL = (sample, dice) -> List.of(new Planned(sample.message(), 0));

    /** What is sent, and when; may be nothing. */
    List<Planned> of(Sample sample, Random dice);

    /**
     * A message and how long it is held back.
     *
     * @param delayMillis 0: at once
     */
    record Planned(Message message, long delayMillis) {}
}
