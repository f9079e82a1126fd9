package org.sensorium.ingest.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.receive.Arrivals;
import org.sensorium.ingest.receive.Handover;
import org.sensorium.ingest.receive.Message;
import org.sensorium.ingest.receive.Receiver;
import org.sensorium.ingest.validate.Sensors;
import org.sensorium.sink.Micros;
import org.sensorium.sink.ingestlog.Committed;
import org.sensorium.sink.ingestlog.Inbox;
import org.sensorium.sink.readings.LastSeenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receive, decode, validate, commit, acknowledge. Two threads: one decodes the next batch while the
 * other commits the last. A batch goes off when it is full, when its first message has waited long
 * enough, as soon as nothing more comes (the broker pauses until all it sent is acknowledged), or,
 * after a short linger, when the last commit is done: so under load batches grow with the time that
 * a commit takes, and without load nobody waits.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
    private static final int MOST_READINGS = 5_000;
    private static final int MOST_MESSAGES = 2_000;
    private static final int MOST_LETTERS = 2_000;
    private static final long LONGEST_WAIT_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LINGER_NANOS = Duration.ofMillis(4).toNanos();
    private static final Duration PAUSE_OF_THE_BROKER = Duration.ofMillis(2);
    private static final Duration TURN = Duration.ofMillis(200);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final int BATCHES = 3;

    private final Arrivals arrivals;
    private final Handover handover;
    private final Receiver receiver;
    private final Committer committer;
    private final LastSeenStore lastSeen;
    private final LastSeenWriter lastSeenWriter;
    private final Notices notices;
    private final PipelineMeters meters;
    private final Clock clock;
    private final Consumer<SQLException> fatal;
    private final BlockingQueue<Assembler> free = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Assembler> full = new ArrayBlockingQueue<>(BATCHES);
    private final Thread decoding;
    private final Thread committing;
    private final LongSupplier nanoClock = System::nanoTime;

    private long clockMicros = Long.MIN_VALUE;
    private volatile boolean stopping;
    private volatile boolean decoded;

    /**
     * @param arrivals what is to be stored
     * @param handover tells those who handed over that it is
     * @param receiver tells the broker
     * @param retention beyond which readings are too old; null: none is
     * @param fatal told when nothing can be stored any more and someone has to act
     */
    public Pipeline(
            Inbox inbox,
            Arrivals arrivals,
            Handover handover,
            Receiver receiver,
            LastSeenStore lastSeen,
            Sensors sensors,
            @Nullable Duration retention,
            PipelineMeters meters,
            Clock clock,
            Consumer<SQLException> fatal) {
        this.arrivals = arrivals;
        this.handover = handover;
        this.receiver = receiver;
        this.committer = new Committer(inbox::commit);
        this.lastSeen = lastSeen;
        this.lastSeenWriter = new LastSeenWriter(lastSeen);
        this.notices = new Notices(sensors, receiver::publish, nanoClock);
        this.meters = meters;
        this.clock = clock;
        this.fatal = fatal;
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Assembler(sensors, retention, new Batch()));
        }
        this.decoding = new Thread(this::decode, "decode-" + inbox.name());
        this.committing = new Thread(this::commit, "commit-" + inbox.name());
    }

    public void start() {
        lastSeenWriter.start();
        committing.start();
        decoding.start();
    }

    /** Why nothing can be stored at present; null if all is well. */
    public @Nullable String problem() {
        return committer.problem();
    }

    /**
     * Stores and acknowledges what was received, then returns. The receiver is still open. Gives up
     * on a database that answers nothing: what it did not store is still at the broker.
     */
    @Override
    public void close() {
        stopping = true;
        committer.stop();
        long deadline = nanoClock.getAsLong() + LONGEST_STOP.toNanos();
        join(decoding, deadline);
        join(committing, deadline);
        lastSeenWriter.close();
        if (committing.isAlive()) {
            log.warn("the database does not answer: the last readings stay at the broker");
        }
    }

    private void decode() {
        try {
            @Nullable Message held = null;
            while (held != null || !stopping || !arrivals.isEmpty()) {
                Message first = held != null ? held : arrivals.poll(TURN);
                held = null;
                if (first != null) {
                    Assembler assembler = free.take();
                    assembler.batch().clear();
                    held = fill(assembler, first);
                    full.put(assembler);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.error("decoding stopped", e);
            fatal.accept(new SQLException("decoding stopped: " + e, e));
        } finally {
            decoded = true;
        }
    }

    /** Returns a message of another connection, which has to wait for the next batch. */
    private @Nullable Message fill(Assembler assembler, Message first) throws InterruptedException {
        Batch batch = assembler.batch();
        long began = nanoClock.getAsLong();
        Message message = first;
        while (message != null && batch.admits(message)) {
            assembler.add(message);
            if (isFull(batch) || hasWaited(nanoClock.getAsLong() - began)) {
                return null;
            }
            message = arrivals.poll(PAUSE_OF_THE_BROKER);
        }
        return message;
    }

    private boolean hasWaited(long nanos) {
        return nanos >= LONGEST_WAIT_NANOS || (nanos >= LINGER_NANOS && nothingIsBeingStored());
    }

    /** All batches are free but the one that is being filled. */
    private boolean nothingIsBeingStored() {
        return free.size() == BATCHES - 1;
    }

    private static boolean isFull(Batch batch) {
        return batch.readings.size() >= MOST_READINGS
                || batch.messages() >= MOST_MESSAGES
                || batch.letters.size() >= MOST_LETTERS;
    }

    private void commit() {
        Batch heartbeat = new Batch();
        long lastCommit = nanoClock.getAsLong();
        try {
            while (!decoded || !full.isEmpty()) {
                Assembler next = full.poll(TURN.toMillis(), TimeUnit.MILLISECONDS);
                long now = nanoClock.getAsLong();
                if (next != null) {
                    store(next.batch());
                    free.add(next);
                    lastCommit = now;
                } else if (now - lastCommit >= HEARTBEAT.toNanos() && isIdle()) {
                    beat(heartbeat);
                    lastCommit = now;
                }
            }
        } catch (SQLException e) {
            fatal.accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.error("committing stopped", e);
            fatal.accept(new SQLException("committing stopped: " + e, e));
        } finally {
            // Without it nothing is acknowledged: it would wait for room for ever.
            decoding.interrupt();
        }
    }

    private boolean isIdle() {
        return !stopping && full.isEmpty() && receiver.isQuietFor(HEARTBEAT);
    }

    /** The log's clock never goes back. */
    private @Nullable Committed commit(Batch batch) throws SQLException, InterruptedException {
        clockMicros = Math.max(clockMicros, batch.clockMicros);
        batch.clockMicros = clockMicros;
        return committer.commit(batch);
    }

    private void beat(Batch heartbeat) throws SQLException, InterruptedException {
        heartbeat.clear();
        heartbeat.quietAt(Micros.of(clock.instant()));
        commit(heartbeat);
    }

    private void store(Batch batch) throws SQLException, InterruptedException {
        long began = nanoClock.getAsLong();
        Committed committed = commit(batch);
        if (committed == null) {
            return;
        }
        receiver.acknowledge(batch.epoch, batch.acknowledgements);
        handover.answer(batch.receipts);
        meters.committed(batch, committed, nanoClock.getAsLong() - began, clock.instant());
        lastSeen.seen(batch.readings);
        notices.publish(batch.letters);
        notices.publish(committed.conflicts());
    }

    private void join(Thread thread, long deadline) {
        try {
            thread.join(Math.max(1, (deadline - nanoClock.getAsLong()) / NANOS_PER_MILLI));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
