package org.sensorium.stream.publish;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.sensorium.sink.publish.Notice;
import org.sensorium.sink.publish.OutboxEvent;
import org.sensorium.stream.log.Outage;
import org.sensorium.stream.observe.Latency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the outbox to the broker, oldest first, on a thread of its own. An event leaves the
 * outbox only once the broker has acknowledged it for every department, so that a crash repeats it
 * rather than loses it. Of several publishers, after a network was cut in two say, one has the
 * lead. Broker or database away: it waits and tries again, from the first event that was not
 * acknowledged.
 */
final class Publisher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publisher.class);
    private static final int MOST_EVENTS = 100;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final double NANOS = 1e9;

    private final Events.Opener opener;
    private final Broker broker;
    private final Latency latency;
    private final Counter published;
    private final Outage outage = new Outage(log, "publishing alerts");
    private final Thread thread;
    private volatile boolean closed;

    Publisher(Events.Opener opener, Broker broker, Latency latency, Counter published) {
        this.opener = opener;
        this.broker = broker;
        this.latency = latency;
        this.published = published;
        this.thread = new Thread(this::run, "sensorium-job-publisher");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try (Events events = opener.open()) {
                while (!closed) {
                    step(events);
                    outage.over();
                }
            } catch (SQLException | IOException | RuntimeException e) {
                if (!closed) {
                    outage.happened(e);
                    pause(outage.pauseMillis());
                }
            }
        }
        broker.close();
    }

    private void step(Events events) throws SQLException, IOException {
        List<OutboxEvent> next = events.lead() ? events.next(MOST_EVENTS) : List.of();
        if (next.isEmpty()) {
            events.await(WAIT);
            return;
        }
        List<Publication> publications = new ArrayList<>();
        for (OutboxEvent event : next) {
            for (Notice notice : event.notices()) {
                publications.add(new Publication(notice.topic(), notice.json()));
            }
        }
        int[] acknowledged = {0};
        try {
            broker.publish(publications, () -> acknowledged[0]++);
        } finally {
            // Also what came through before the broker went: one that comes and goes gets on.
            tick(events, upTo(next, acknowledged[0]));
        }
    }

    private void tick(Events events, List<OutboxEvent> done) throws SQLException {
        if (!done.isEmpty()) {
            measure(done);
            events.published(done.stream().map(OutboxEvent::id).toList());
        }
    }

    /** The events whose notices are all among the first so many. */
    private static List<OutboxEvent> upTo(List<OutboxEvent> events, int notices) {
        int left = notices;
        int done = 0;
        while (done < events.size() && events.get(done).notices().size() <= left) {
            left -= events.get(done).notices().size();
            done++;
        }
        return events.subList(0, done);
    }

    private void measure(List<OutboxEvent> events) {
        Instant now = Instant.now();
        for (OutboxEvent event : events) {
            @Nullable Instant causedAt = event.causedAt();
            if (causedAt != null) {
                latency.record(Duration.between(causedAt, now).toNanos() / NANOS);
            }
        }
        published.inc(events.size());
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
