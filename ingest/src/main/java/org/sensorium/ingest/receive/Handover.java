package org.sensorium.ingest.receive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The short way from an embedded broker to the inbox: a publish is handed over inside the process
 * instead of being queued on disk and delivered over loopback, and its sender is acknowledged after
 * the commit. Open while the database stores and the broker's queue is short, which a beacon sent
 * through it tells; otherwise messages go the long way, and sensors notice nothing. Safe for use by
 * several threads.
 */
public final class Handover {
    /** Beyond it messages are better off in the broker's queue. */
    private static final int MOST_UNANSWERED = 50_000;

    /** Longer than a commit takes: beyond it senders are better off without the short way. */
    private static final long STALLED_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a beacon may take through a queue that counts as short. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final long SHORT_MICROS = SHORT.toNanos() / 1000;

    private final Arrivals arrivals;
    private final BooleanSupplier stores;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean drained;
    private volatile long openedMicros = Long.MAX_VALUE;
    private final LongSupplier nanoTime;
    private volatile long movedNanos;
    private volatile long lookedNanos;
    private long handedBackNanos = Long.MIN_VALUE;

    /**
     * @param stores false while the database is away
     */
    public Handover(Arrivals arrivals, BooleanSupplier stores) {
        this(arrivals, stores, System::nanoTime);
    }

    Handover(Arrivals arrivals, BooleanSupplier stores, LongSupplier nanoTime) {
        this.arrivals = arrivals;
        this.stores = stores;
        this.nanoTime = nanoTime;
        this.lookedNanos = nanoTime.getAsLong();
    }

    /**
     * Takes a publish, to be answered after the commit.
     *
     * @param receivedMicros when the broker received it, microseconds since 1970
     * @param receipt null at QoS 0
     * @return false if it has to go the long way
     */
    public boolean offer(
            String topic, byte[] payload, long receivedMicros, @Nullable Receipt receipt) {
        if (!open) {
            return false;
        }
        if (!stores.getAsBoolean() || unanswered.get() >= MOST_UNANSWERED || !arrivals.hasRoom()) {
            close();
            return false;
        }
        if (receipt != null && unanswered.getAndIncrement() == 0) {
            movedNanos = nanoTime.getAsLong();
        }
        arrivals.add(
                new Message(
                        topic,
                        payload,
                        receivedMicros,
                        Message.HANDED_OVER,
                        false,
                        receipt,
                        drained));
        return true;
    }

    /** These are stored: each sender is told, connection by connection. */
    public void answer(Collection<Receipt> stored) {
        if (stored.isEmpty()) {
            return;
        }
        movedNanos = nanoTime.getAsLong();
        unanswered.addAndGet(-stored.size());
        Map<Executor, List<Receipt>> byLoop = new IdentityHashMap<>();
        for (Receipt receipt : stored) {
            byLoop.computeIfAbsent(receipt.loop(), loop -> new ArrayList<>()).add(receipt);
        }
        byLoop.forEach(
                (loop, receipts) ->
                        loop.execute(
                                () -> {
                                    receipts.forEach(Receipt::write);
                                    receipts.forEach(Receipt::flush);
                                }));
    }

    public boolean isOpen() {
        return open;
    }

    /**
     * Whether sensors may come in: the short way is open, or the queue has turned out to be long.
     * Otherwise all that they kept during a restart would go the long way.
     *
     * @param readyNanos since when the queue is read
     */
    boolean awaitsSensors(long readyNanos) {
        return open || readyNanos > SHORT.toNanos();
    }

    /** Messages that were handed over at QoS 1 and are not stored yet. */
    public int unanswered() {
        return unanswered.get();
    }

    /**
     * Whether those who wait should be handed back now: tells each stall once, since nobody comes
     * in while it lasts. To be asked once a second. For one thread.
     */
    public boolean isToBeHandedBack() {
        long moved = movedNanos;
        boolean now = isStalled() && moved != handedBackNanos;
        if (now) {
            handedBackNanos = moved;
        }
        return now;
    }

    /**
     * Whether nothing has been stored for so long that those who wait should be answered otherwise:
     * the database is away, or answers nothing. Closes the short way. Where nobody has looked for
     * as long, it was this process that stood still: the database gets its time anew.
     */
    private synchronized boolean isStalled() {
        long now = nanoTime.getAsLong();
        if (now - lookedNanos > STALLED_NANOS) {
            movedNanos = now;
        }
        lookedNanos = now;
        boolean stalled = unanswered.get() > 0 && now - movedNanos > STALLED_NANOS;
        if (stalled) {
            close();
        }
        return stalled;
    }

    /** Whether a beacon should go through the broker's queue now. */
    boolean wantsBeacon() {
        return !drained
                && stores.getAsBoolean()
                && unanswered.get() < MOST_UNANSWERED / 2
                && !isStalled();
    }

    /**
     * A beacon has come back.
     *
     * @param sentMicros when it was sent
     * @param nowMicros the present time
     */
    void beaconReturned(long sentMicros, long nowMicros) {
        if (!open) {
            if (wantsBeacon() && nowMicros - sentMicros <= SHORT_MICROS) {
                openedMicros = nowMicros;
                open = true;
            }
        } else if (sentMicros >= openedMicros) {
            drained = true;
        }
    }

    /** The broker's queue is not read from now on. */
    void connectionLost(long nowMicros) {
        drained = false;
        openedMicros = nowMicros;
    }

    private void close() {
        open = false;
        drained = false;
    }
}
