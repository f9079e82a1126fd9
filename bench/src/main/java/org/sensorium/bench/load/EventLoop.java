package org.sensorium.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thread that turns some connections. What goes wrong in it is told by {@link #check}. */
abstract class EventLoop implements AutoCloseable {
    private static final long LONGEST_SLEEP_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 60;

    private final Selector selector;
    private final Thread thread;
    private final List<Link> links = new ArrayList<>();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    EventLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    final Selector selector() {
        return selector;
    }

    /** Before {@link #start}. */
    final void add(Link link) {
        links.add(link);
    }

    /** Starts the thread and returns when every connection is ready. */
    final void start() throws IOException, InterruptedException {
        thread.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!links.stream().allMatch(Link::isReady)) {
            check();
            if (System.nanoTime() > deadline) {
                throw new IOException("the broker does not let everybody in");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /**
     * @throws IOException if the loop has stopped, with the reason
     */
    final void check() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException("the load stopped: " + cause.getMessage(), cause);
        }
    }

    final void wakeUp() {
        selector.wakeup();
    }

    private void run() {
        try {
            while (!stopped) {
                long sleep = work();
                if (sleep > 0) {
                    selector.select(Math.min(sleep, LONGEST_SLEEP_MILLIS));
                } else {
                    selector.selectNow();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Link) key.attachment()).turn();
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            links.forEach(link -> link.close(failure));
        }
    }

    /**
     * What is to be done between two turns.
     *
     * @return milliseconds until it has something to do again
     */
    abstract long work() throws IOException;

    @Override
    public void close() throws IOException {
        stopped = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}
