package org.sensorium.stream.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sensorium.model.ReadingBatch;

/** A log in memory, with knobs: deliver, gap, fail. Serialised, it stays the same log. */
public final class FakeLog implements Log.Opener {
    private static final Map<String, FakeLog> logs = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final transient Map<String, TreeMap<Long, Slice>> inboxes = new TreeMap<>();
    private transient boolean away;
    private transient int failures;

    public FakeLog() {
        logs.put(name, this);
    }

    private Object readResolve() {
        return logs.get(name);
    }

    /** Appends an entry with these readings. */
    public synchronized FakeLog deliver(
            String inbox, long sequence, long clockMicros, Reading... readings) {
        ReadingBatch batch = new ReadingBatch();
        for (Reading each : readings) {
            batch.add(
                    each.sensorKey(),
                    each.metricKey(),
                    each.timeMicros(),
                    each.value(),
                    each.receivedMicros());
        }
        inboxes.computeIfAbsent(inbox, i -> new TreeMap<>())
                .put(sequence, new Slice(sequence, clockMicros, batch));
        notifyAll();
        return this;
    }

    /** From now on every call fails, or works again. */
    public synchronized void away(boolean now) {
        away = now;
    }

    public synchronized int failures() {
        return failures;
    }

    private synchronized void check() throws IOException {
        if (away) {
            failures++;
            throw new IOException("the log is away");
        }
    }

    @Override
    public Log open(String applicationName) {
        return new Log() {
            @Override
            public List<String> inboxes() throws IOException {
                synchronized (FakeLog.this) {
                    check();
                    return List.copyOf(inboxes.keySet());
                }
            }

            @Override
            public List<Slice> read(String inbox, long afterSequence, int maxEntries)
                    throws IOException {
                synchronized (FakeLog.this) {
                    check();
                    List<Slice> entries = new ArrayList<>();
                    for (Slice slice :
                            inboxes.getOrDefault(inbox, new TreeMap<>())
                                    .tailMap(afterSequence, false)
                                    .values()) {
                        if (entries.size() < maxEntries) {
                            entries.add(slice);
                        }
                    }
                    return entries;
                }
            }

            @Override
            public void await(Duration atMost) throws IOException, InterruptedException {
                synchronized (FakeLog.this) {
                    check();
                    FakeLog.this.wait(Math.max(1, Math.min(20, atMost.toMillis())));
                }
            }

            @Override
            public void close() {}
        };
    }
}
