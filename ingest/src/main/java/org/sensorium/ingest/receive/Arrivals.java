package org.sensorium.ingest.receive;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived, by whichever way, and waits to be decoded, in order of arrival. Knows how many
 * bytes wait; those who add see to it that there is room. Safe for use by several threads.
 */
public final class Arrivals {
    private static final long MOST_BYTES = 96L * 1024 * 1024;

    private final BlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    private final Object bytesLock = new Object();
    private long bytesWaiting;

    /** The next message, or null after the time. */
    public @Nullable Message poll(Duration atMost) throws InterruptedException {
        Message message = queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
        if (message != null) {
            synchronized (bytesLock) {
                bytesWaiting -= message.payload().length;
                bytesLock.notifyAll();
            }
        }
        return message;
    }

    /** Adds one, whether or not there is room. */
    public void add(Message message) {
        synchronized (bytesLock) {
            bytesWaiting += message.payload().length;
        }
        queue.add(message);
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Whether less waits than may. */
    public boolean hasRoom() {
        synchronized (bytesLock) {
            return bytesWaiting <= MOST_BYTES;
        }
    }

    /** Waits for room; false if there was none in that time. */
    boolean awaitRoom(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (bytesLock) {
            while (bytesWaiting > MOST_BYTES) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                bytesLock.wait(Math.max(1, left / 1_000_000));
            }
            return true;
        }
    }
}
