package org.sensorium.console.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.model.Rule;

/**
 * The back-tests of this console: one runs at a time, the others wait their turn. They live in
 * memory; a console that stops ends them.
 */
final class BackTests implements AutoCloseable {
    static final int MOST_WAITING = 20;
    static final int MOST_KEPT = 100;

    private final List<String> command;
    private final Map<String, BackTestRun> runs = new LinkedHashMap<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread thread = new Thread(task, "back-tests");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param command see {@link BackTestProcess}; empty where there are no back-tests
     */
    BackTests(List<String> command) {
        this.command = List.copyOf(command);
    }

    /**
     * Puts one in the queue.
     *
     * @param json the rule as the process takes it
     */
    BackTestRun start(Rule rule, ObjectNode json, Instant from, Instant to, Instant now) {
        if (command.isEmpty()) {
            throw Problem.of(
                    ProblemKind.UNAVAILABLE,
                    "this console has not been told where the job's classes are"
                            + " (SENSORIUM_BACKTEST_CLASS_PATH): use bin/sensorium backtest");
        }
        BackTestRun run = new BackTestRun(UUID.randomUUID().toString(), rule, from, to, now);
        synchronized (runs) {
            if (runs.values().stream().filter(each -> !each.isOver()).count() > MOST_WAITING) {
                throw Problem.of(
                        ProblemKind.UNAVAILABLE,
                        MOST_WAITING + " back-tests wait already: come again, or stop some");
            }
            forgetOldest();
            runs.put(run.id(), run);
        }
        worker.execute(() -> take(run, json));
        return run;
    }

    private void forgetOldest() {
        Iterator<BackTestRun> oldest = runs.values().iterator();
        while (runs.size() >= MOST_KEPT && oldest.hasNext()) {
            if (oldest.next().isOver()) {
                oldest.remove();
            }
        }
    }

    private void take(BackTestRun run, ObjectNode json) {
        if (!run.isStopped()) {
            new BackTestProcess(command).run(run, json);
        }
    }

    Optional<BackTestRun> find(String id) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(id));
        }
    }

    /** Ends it wherever it is, and forgets it. */
    void stop(BackTestRun run) {
        synchronized (runs) {
            runs.remove(run.id());
        }
        run.stop();
    }

    @Override
    public void close() {
        List<BackTestRun> all;
        synchronized (runs) {
            all = new ArrayList<>(runs.values());
        }
        all.forEach(BackTestRun::stop);
        worker.shutdownNow();
    }
}
