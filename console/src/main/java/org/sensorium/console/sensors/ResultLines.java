package org.sensorium.console.sensors;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Result lines on their way to a caller who may be busy sending still. A thread of their own writes
 * them, so that reading goes on: many clients read nothing before they have sent all, and would
 * otherwise wait for us while we wait for them. Holds some 32 MiB (about 200,000 results); a caller
 * who lets more pile up has to read before we go on.
 */
final class ResultLines implements AutoCloseable {
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final OutputStream out;
    private final Thread writer;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean complete;
    private @Nullable IOException failure;

    ResultLines(OutputStream out) {
        this.out = out;
        this.writer = new Thread(this::writeAll, "bulk-results");
        this.writer.setDaemon(true);
        this.writer.start();
    }

    /** Hands lines over; waits while too much is waiting already. */
    synchronized void add(byte[] lines) throws IOException {
        try {
            while (waitingBytes > MOST_BYTES && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (failure != null) {
            throw new IOException("the caller is gone", failure);
        }
        waiting.add(lines);
        waitingBytes += lines.length;
        notifyAll();
    }

    /** Waits until everything is written. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            complete = true;
            notifyAll();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            writer.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        try {
            byte @Nullable [] lines = take();
            while (lines != null) {
                out.write(lines);
                out.flush();
                lines = take();
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new IOException("interrupted", e));
        }
    }

    private synchronized byte @Nullable [] take() throws InterruptedException {
        while (waiting.isEmpty() && !complete) {
            wait();
        }
        byte @Nullable [] lines = waiting.poll();
        waitingBytes -= lines == null ? 0 : lines.length;
        notifyAll();
        return lines;
    }

    private synchronized void fail(IOException e) {
        failure = e;
        waiting.clear();
        waitingBytes = 0;
        notifyAll();
    }
}
