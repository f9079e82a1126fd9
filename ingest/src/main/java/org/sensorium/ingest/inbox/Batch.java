package org.sensorium.ingest.inbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sensorium.ingest.receive.Message;
import org.sensorium.ingest.receive.Receipt;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.ReadingBatch;

/** What is committed in one transaction, and whom to answer afterwards. Reused. */
final class Batch {
    /** What the broker has stamped may take that long until it is in the queue. */
    private static final long ON_THE_WAY_MICROS = 250_000;

    final ReadingBatch readings = new ReadingBatch();
    final List<DeadLetter> letters = new ArrayList<>();

    /** Of messages that were handed over. */
    final List<Receipt> receipts = new ArrayList<>();

    /**
     * Of the connection that delivered the others; {@link Message#HANDED_OVER} if there are none.
     */
    long epoch;

    /** Messages that wait for their acknowledgement. */
    int acknowledgements;

    /** The newest receipt. */
    long clockMicros;

    private int messages;
    private long[] receivedMicros = new long[256];

    void clear() {
        readings.clear();
        letters.clear();
        receipts.clear();
        epoch = Message.HANDED_OVER;
        acknowledgements = 0;
        clockMicros = Long.MIN_VALUE;
        messages = 0;
    }

    /** Whether it may be in this batch: one connection's acknowledgements are given together. */
    boolean admits(Message message) {
        return message.isHandedOver() || epoch == Message.HANDED_OVER || epoch == message.epoch();
    }

    /** Whom to answer for it. */
    void owes(Message message) {
        if (message.isHandedOver()) {
            if (message.receipt() != null) {
                receipts.add(message.receipt());
            }
            return;
        }
        epoch = message.epoch();
        if (message.toBeAcknowledged()) {
            acknowledgements++;
        }
    }

    void received(Message message) {
        if (messages == receivedMicros.length) {
            receivedMicros = Arrays.copyOf(receivedMicros, messages * 2);
        }
        receivedMicros[messages++] = message.receivedMicros();
        if (message.isHandedOver()) {
            // Others may be on their way through the broker's queue.
            if (message.movesClock()) {
                quietAt(message.receivedMicros());
            }
        } else {
            clock(message.receivedMicros());
        }
    }

    /**
     * At this instant nothing was queued at the broker: what came before it is here, but for what
     * was on its way into the queue.
     */
    void quietAt(long micros) {
        clock(micros - ON_THE_WAY_MICROS);
    }

    /** Nothing received before is still to come. */
    private void clock(long micros) {
        clockMicros = Math.max(clockMicros, micros);
    }

    int messages() {
        return messages;
    }

    long receivedMicros(int message) {
        return receivedMicros[message];
    }
}
