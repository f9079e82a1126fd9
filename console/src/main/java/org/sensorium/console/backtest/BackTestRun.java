package org.sensorium.console.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Rule;

/** One back-test from asked for to over. Any thread may look at it. */
final class BackTestRun {
    /** Where it is. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    private final String id;
    private final Rule rule;
    private final Instant from;
    private final Instant to;
    private final Instant requestedAt;
    private State state = State.QUEUED;
    private double progress;
    private @Nullable JsonNode result;
    private @Nullable String error;
    private @Nullable Process process;
    private boolean stopped;

    BackTestRun(String id, Rule rule, Instant from, Instant to, Instant requestedAt) {
        this.id = id;
        this.rule = rule;
        this.from = from;
        this.to = to;
        this.requestedAt = requestedAt;
    }

    /**
     * What a caller may know.
     *
     * @param progress 0 to 1
     * @param result once it is done
     * @param error why it failed
     */
    record View(State state, double progress, @Nullable JsonNode result, @Nullable String error) {}

    String id() {
        return id;
    }

    Rule rule() {
        return rule;
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    synchronized View view() {
        return new View(state, progress, result, error);
    }

    synchronized boolean isOver() {
        return state == State.DONE || state == State.FAILED;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Its process runs; it is ended at once if the run was stopped meanwhile. */
    synchronized void runs(Process under) {
        process = under;
        state = State.RUNNING;
        if (stopped) {
            under.destroyForcibly();
        }
    }

    synchronized void progress(double share) {
        progress = share;
    }

    synchronized void done(JsonNode found) {
        progress = 1;
        result = found;
        state = State.DONE;
    }

    synchronized void failed(String why) {
        error = why;
        state = State.FAILED;
    }

    /** Nobody wants to know any more. */
    synchronized void stop() {
        stopped = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
