package org.sensorium.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many publishers on one thread. A message belongs to one connection, in turn; one whose window is
 * full holds up its own messages only.
 */
public final class Fleet extends EventLoop {
    private static final int KEEP_ALIVE_SECONDS = 3000;
    private static final int LEAST_OUT_BYTES = 8 * 1024;
    private static final int NO_DELIVERIES = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Publisher> toFlush = new ArrayList<>();
    private final Script script;
    private final int window;
    private final long wallMinusNanos = wallMinusNanos();
    private volatile @Nullable Run run;

    private Fleet(Script script, int window) throws IOException {
        super("bench-publishers");
        this.script = script;
        this.window = window;
    }

    /**
     * Connects everybody.
     *
     * @param window messages that a connection has unacknowledged at most; the broker may want less
     */
    public static Fleet connect(int port, List<Account> accounts, Script script, int window)
            throws IOException, InterruptedException {
        Fleet fleet = new Fleet(script, window);
        for (int i = 0; i < accounts.size(); i++) {
            Publisher publisher = fleet.new Publisher(port, accounts.get(i), i);
            fleet.publishers.add(publisher);
            fleet.add(publisher);
        }
        fleet.start();
        return fleet;
    }

    /** Begins to send; what an earlier run left must be answered by now. */
    public Run play(Pace pace) throws IOException {
        Run last = run;
        if (last != null && !last.isOver()) {
            throw new IllegalStateException("a run has begun before the last one is over");
        }
        Run next = new Run(pace);
        run = next;
        wakeUp();
        check();
        return next;
    }

    /**
     * Returns when every message that became due was answered.
     *
     * @throws IOException if that takes longer
     */
    public void await(Run waited, long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!waited.isOver()) {
            check();
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the broker has not answered "
                                + (waited.issued() - waited.acknowledged() - waited.refused())
                                + " messages after "
                                + seconds
                                + " s");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    long work() throws IOException {
        Run current = run;
        if (current == null) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        long due = current.due(now);
        for (long i = current.issued(); i < due; i++) {
            publishers.get((int) (i % publishers.size())).offer(current);
        }
        for (Publisher publisher : toFlush) {
            publisher.send();
        }
        toFlush.clear();
        // A millisecond, the selector's grain: with it some twenty messages go in one turn.
        return 1;
    }

    /** The wall clock without its steps, in nanoseconds since 1970, less the nano clock. */
    private static long wallMinusNanos() {
        Instant now = Instant.now();
        long nanos = System.nanoTime();
        return now.getEpochSecond() * MICROS_PER_SECOND * 1000 + now.getNano() - nanos;
    }

    /** What the time stamps in the messages stand for, on the nano clock. */
    public long nanosOf(long epochMillis) {
        return epochMillis * NANOS_PER_MILLI - wallMinusNanos;
    }

    private final class Publisher extends Link {
        private final int number;
        private final long[] intendedNanos;
        private final int[] freeSlots;
        private int free;
        private @Nullable Run of;
        private long next;
        private long waiting;
        private boolean marked;

        private Publisher(int port, Account account, int number) throws IOException {
            super(
                    selector(),
                    port,
                    Math.max(LEAST_OUT_BYTES, 2 * script.frameBytes(number)),
                    Frames.connect(
                            account.id(),
                            account.password() == null ? null : account.id(),
                            account.password(),
                            KEEP_ALIVE_SECONDS,
                            NO_DELIVERIES));
            this.number = number;
            this.intendedNanos = new long[window];
            this.freeSlots = new int[window];
        }

        @Override
        void connected(int receiveMaximum) {
            free = Math.min(window, receiveMaximum);
            for (int i = 0; i < free; i++) {
                freeSlots[i] = i;
            }
            ready();
        }

        private void offer(Run current) {
            if (of != current) {
                of = current;
                next = 0;
                waiting = 0;
            }
            waiting++;
            current.countIssued();
            mark();
        }

        private void mark() {
            if (!marked) {
                marked = true;
                toFlush.add(this);
            }
        }

        private void send() throws IOException {
            marked = false;
            Run current = of;
            while (current != null
                    && waiting > 0
                    && free > 0
                    && out().remaining() >= script.frameBytes(number)) {
                int slot = freeSlots[--free];
                long intended = current.intendedNanos(next * publishers.size() + number);
                next++;
                waiting--;
                intendedNanos[slot] = intended;
                script.write(
                        number, (intended + wallMinusNanos) / NANOS_PER_MILLI, slot + 1, out());
                current.countSent();
            }
            flush();
        }

        @Override
        void received(int firstByte, ByteBuffer frame) {
            Run current = of;
            if (firstByte != Frames.PUBACK || current == null) {
                return;
            }
            Frames.skipHeader(frame);
            int slot = (frame.getShort() & 0xFFFF) - 1;
            boolean taken = !frame.hasRemaining() || (frame.get() & 0xFF) < Frames.LEAST_ERROR;
            freeSlots[free++] = slot;
            current.countAnswer(taken, (System.nanoTime() - intendedNanos[slot]) / 1000);
            if (waiting > 0) {
                mark();
            }
        }
    }
}
