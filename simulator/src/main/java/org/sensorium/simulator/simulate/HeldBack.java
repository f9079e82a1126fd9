package org.sensorium.simulator.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.publish.Message;

/** Messages that go out later than they should. Not thread-safe. */
final class HeldBack {
    private final PriorityQueue<Held> queue =
            new PriorityQueue<>(Comparator.comparingLong(Held::untilNanos));

    private record Held(Message message, long untilNanos) {}

    /** Holds a message back until a moment. */
    void hold(Message message, long untilNanos) {
        queue.add(new Held(message, untilNanos));
    }

    /** The next message whose time has come, or null. */
    @Nullable Message due(long nowNanos) {
        Held first = queue.peek();
        if (first == null || first.untilNanos() - nowNanos > 0) {
            return null;
        }
        queue.remove();
        return first.message();
    }

    /** The next message, whether its time has come or not; null if there is none. */
    @Nullable Message any() {
        Held first = queue.poll();
        return first == null ? null : first.message();
    }

    /** How many are held back. */
    int size() {
        return queue.size();
    }
}
