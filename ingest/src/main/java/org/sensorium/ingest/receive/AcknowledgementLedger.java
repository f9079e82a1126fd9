package org.sensorium.ingest.receive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * What was received and is not yet acknowledged, in order of reception. An acknowledgement belongs
 * to the connection that delivered the message: when that is lost, everything is forgotten, since
 * the broker will deliver it again. Safe for use by several threads; acknowledgements are given
 * under its lock, so that none can slip past the end of its connection.
 */
public final class AcknowledgementLedger {
    private final Deque<Integer> packetIds = new ArrayDeque<>();
    private long epoch;
    private boolean open;

    /** A new connection begins; what the last one delivered is forgotten. Returns its epoch. */
    public synchronized long opened() {
        packetIds.clear();
        open = true;
        return ++epoch;
    }

    /** The connection of that epoch is gone. */
    public synchronized void lost(long lostEpoch) {
        if (lostEpoch == epoch) {
            packetIds.clear();
            open = false;
        }
    }

    /** A message was delivered; false if its connection is gone already. */
    public synchronized boolean received(long ofEpoch, int packetId) {
        if (ofEpoch != epoch || !open) {
            return false;
        }
        packetIds.addLast(packetId);
        return true;
    }

    /**
     * The oldest messages of that connection are stored: gives each to be acknowledged, in order of
     * reception. Does nothing if the connection is gone.
     *
     * @param count how many, no more than were received
     */
    public synchronized void stored(long ofEpoch, int count, IntConsumer acknowledge) {
        if (ofEpoch != epoch || !open) {
            return;
        }
        if (count > packetIds.size()) {
            throw new IllegalStateException(
                    count + " messages stored, but only " + packetIds.size() + " are waiting");
        }
        for (int i = 0; i < count; i++) {
            acknowledge.accept(packetIds.removeFirst());
        }
    }

    /** Messages that wait for their acknowledgement. */
    public synchronized int waiting() {
        return packetIds.size();
    }
}
