package org.sensorium.launcher.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sensorium.launcher.supervise.Life;
import org.sensorium.launcher.supervise.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job on a Flink cluster that is already there. It is told its settings as {@code KEY=value}
 * arguments, since a cluster's processes do not have our environment; whoever may look at the
 * cluster's jobs may see them. Stopped with a savepoint, from which it goes on at the next start.
 */
public final class FlinkJob implements Startable {
    private static final Logger log = LoggerFactory.getLogger(FlinkJob.class);
    private static final String MAIN_CLASS = "org.sensorium.stream.SensoriumJob";
    private static final Set<String> OVER = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

    private final Spec spec;
    private final FlinkRest rest;

    /**
     * What to run where.
     *
     * @param name the part's name
     * @param url of the cluster's REST interface
     * @param settings the job's SENSORIUM_* variables
     * @param savepointFile remembers from where to go on
     * @param idFile holds the job's id on the cluster, for whoever asks how it fares
     * @param pollInterval between two looks at the job's state
     */
    public record Spec(
            String name,
            String url,
            Path jar,
            Map<String, String> settings,
            Path savepointFile,
            Path idFile,
            Duration pollInterval) {
        @Override
        public String toString() {
            return name + " on " + url; // the settings hold secrets
        }
    }

    /** Talks to nobody yet. */
    public FlinkJob(Spec spec) {
        this.spec = spec;
        this.rest = new FlinkRest(spec.url());
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public Life start() throws IOException {
        String jarId = rest.upload(spec.jar());
        List<String> arguments =
                new TreeMap<>(spec.settings())
                        .entrySet().stream()
                                .filter(e -> e.getKey().startsWith("SENSORIUM_"))
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toList();
        Optional<String> savepoint = lastSavepoint();
        String jobId = rest.run(jarId, MAIN_CLASS, arguments, savepoint);
        log.info(
                "job {} runs on {}{}",
                jobId,
                spec.url(),
                savepoint.map(path -> ", from " + path).orElse(""));
        Files.writeString(spec.idFile(), jobId + "\n");
        RemoteLife life = new RemoteLife(jobId);
        life.watch();
        return life;
    }

    /**
     * The state of the job whose id lies in the file, such as RUNNING.
     *
     * @throws IOException if there is no such job, or no such cluster
     */
    public static String stateOf(String url, Path idFile) throws IOException {
        if (!Files.exists(idFile)) {
            throw new IOException("the job has not been started on " + url);
        }
        return new FlinkRest(url).state(Files.readString(idFile).strip());
    }

    private Optional<String> lastSavepoint() throws IOException {
        return Files.exists(spec.savepointFile())
                ? Optional.of(Files.readString(spec.savepointFile()).strip())
                : Optional.empty();
    }

    private final class RemoteLife implements Life {
        private final String jobId;
        private final CompletableFuture<String> ended = new CompletableFuture<>();
        private final AtomicBoolean stopping = new AtomicBoolean();

        RemoteLife(String jobId) {
            this.jobId = jobId;
        }

        void watch() {
            Thread thread = new Thread(this::poll, "flink-job-watch");
            thread.setDaemon(true);
            thread.start();
        }

        private void poll() {
            while (!ended.isDone()) {
                @Nullable String state = state();
                if (state != null && OVER.contains(state)) {
                    if (!stopping.get()) {
                        rememberCheckpoint();
                    }
                    ended.complete("the cluster says " + state);
                    return;
                }
                if (!pause()) {
                    return;
                }
            }
        }

        /** A job that failed is to go on from where it was, not from its last orderly stop. */
        private void rememberCheckpoint() {
            try {
                Optional<String> path = rest.lastCheckpoint(jobId);
                if (path.isPresent()) {
                    Files.writeString(spec.savepointFile(), path.get() + "\n");
                }
            } catch (IOException e) {
                log.warn("the last checkpoint of {} is not known: {}", jobId, e.getMessage());
            }
        }

        private @Nullable String state() {
            try {
                return rest.state(jobId);
            } catch (IOException e) {
                return null; // the job manager may be away for a while; the job is not over for
                // that
            }
        }

        @Override
        public CompletableFuture<String> ended() {
            return ended;
        }

        @Override
        public boolean stop(Duration grace) {
            if (!stopping.compareAndSet(false, true) || ended.isDone()) {
                return true;
            }
            try {
                String request = rest.stopWithSavepoint(jobId);
                long deadline = System.nanoTime() + grace.toNanos();
                while (System.nanoTime() < deadline) {
                    Optional<String> location = rest.savepoint(jobId, request);
                    if (location.isPresent()) {
                        Files.writeString(spec.savepointFile(), location.get() + "\n");
                        return true;
                    }
                    if (!pause()) {
                        break;
                    }
                }
            } catch (IOException e) {
                log.warn(
                        "no savepoint, the job will go on from its last checkpoint: {}",
                        e.getMessage());
            }
            cancel();
            return false;
        }

        private void cancel() {
            try {
                rest.cancel(jobId);
            } catch (IOException e) {
                log.error(
                        "job {} still runs on {}, end it there: {}",
                        jobId,
                        spec.url(),
                        e.getMessage());
            }
        }

        private boolean pause() {
            try {
                Thread.sleep(spec.pollInterval().toMillis());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
