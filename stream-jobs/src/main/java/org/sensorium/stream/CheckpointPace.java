package org.sensorium.stream;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a checkpoint again and again. Each holds all of the state, so that it takes the longer
 * the more sensors there are: at a fixed interval a great city's job would do little else. So the
 * pause is the interval that is asked for, and longer where a checkpoint takes long: about a fifth
 * of the time goes into them. A minute at most: what comes in a pause is what a restart repeats.
 */
final class CheckpointPace implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CheckpointPace.class);
    private static final int PAUSE_TIMES = 4;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Takes one checkpoint, and waits until it is complete. */
    interface Taking {
        void take() throws InterruptedException, ExecutionException;
    }

    private final Taking taking;
    private final Duration interval;
    private final Thread thread;
    private volatile Duration pause;

    private CheckpointPace(Taking taking, Duration interval) {
        this.taking = taking;
        this.interval = interval;
        this.pause = interval;
        this.thread = new Thread(this::run, "checkpoint-pace");
        thread.setDaemon(true);
    }

    static CheckpointPace begin(Taking taking, Duration interval) {
        CheckpointPace pace = new CheckpointPace(taking, interval);
        pace.thread.start();
        return pace;
    }

    /** How long to wait after a checkpoint that took so long. */
    static Duration pause(Duration interval, Duration took) {
        Duration share = took.multipliedBy(PAUSE_TIMES);
        Duration bounded = share.compareTo(LONGEST) > 0 ? LONGEST : share;
        return bounded.compareTo(interval) > 0 ? bounded : interval;
    }

    /** The present pause. */
    Duration pause() {
        return pause;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(pause.toMillis());
                pause = pause(interval, take());
            }
        } catch (InterruptedException e) {
            log.debug("no more checkpoints");
        }
    }

    private Duration take() throws InterruptedException {
        long began = System.nanoTime();
        try {
            taking.take();
            return Duration.ofNanos(System.nanoTime() - began);
        } catch (ExecutionException e) {
            // Not every task runs yet, or one has just failed, or the database is away: how old the
            // newest checkpoint is shows in the health.
            log.debug("no checkpoint", e);
            return Duration.ZERO;
        }
    }

    /** No more are asked for; one that is under way goes on. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
