package org.sensorium.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.sensorium.stream.observe.Check;
import org.sensorium.stream.observe.JobPage;
import org.sensorium.stream.observe.PrometheusPageFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job with a Flink of its own: goes on from the newest checkpoint, says where it can be seen in
 * {@code run/job.url} and {@code run/flink.url}, and takes a last checkpoint when stopped.
 */
final class AloneJob implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AloneJob.class);
    private static final Duration OLD_CHECKPOINT = Duration.ofMinutes(1);
    private static final int DATABASE_SECONDS = 2;

    private final Settings settings;
    private final LocalCluster cluster;
    private final JobPage page;
    private final String metricsPage;
    private final long startedNanos = System.nanoTime();
    private volatile boolean stopping;
    private volatile boolean over;

    private AloneJob(Settings settings, LocalCluster cluster, String metricsPage)
            throws IOException {
        this.settings = settings;
        this.cluster = cluster;
        this.metricsPage = metricsPage;
        this.page = new JobPage(this::checks, () -> PrometheusPageFactory.text(metricsPage));
    }

    static AloneJob start(Settings settings, Ports ports) throws Exception {
        Checkpoints checkpoints = new Checkpoints(settings.home().resolve("data/checkpoints"));
        Files.createDirectories(checkpoints.folder());
        checkpoints.removeEmptyRuns();
        Optional<Path> restored = checkpoints.restorable();
        log.info(
                restored.map(path -> "going on from " + path)
                        .orElse("no checkpoint: beginning at the beginning of the log"));
        String metricsPage = UUID.randomUUID().toString();
        Configuration flink = FlinkSettings.alone(settings, checkpoints.folder(), metricsPage);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        ReadingPipeline.define(env, ports);
        LocalCluster cluster = LocalCluster.start(env, flink, restored);
        AloneJob job = new AloneJob(settings, cluster, metricsPage);
        job.tell("flink.url", cluster.restAddress().toString());
        job.tell("job.url", job.page.url());
        return job;
    }

    String url() {
        return page.url();
    }

    private void tell(String file, String url) throws IOException {
        Path run = Files.createDirectories(settings.home().resolve("run"));
        Path unfinished = Files.writeString(run.resolve(file + ".part"), url + "\n");
        Files.move(
                unfinished,
                run.resolve(file),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        log.info("{}: {}", file, url);
    }

    List<Check> checks() {
        String state = cluster.state();
        Check job = new Check("job", state.equals("RUNNING"), "Flink says " + state);
        return List.of(job, checkpoint(), database());
    }

    private Check checkpoint() {
        Optional<Duration> age = cluster.checkpointAge();
        Duration since = age.orElse(Duration.ofNanos(System.nanoTime() - startedNanos));
        Duration old = OLD_CHECKPOINT.plus(cluster.checkpointPause());
        String detail =
                age.isPresent()
                        ? "completed " + since.toSeconds() + " s ago"
                        : "none yet in the " + since.toSeconds() + " s since the start";
        boolean ok = since.compareTo(old) < 0;
        return new Check(
                "checkpoint",
                ok,
                ok ? detail : detail + ": the database may be away, or the disk full");
    }

    private Check database() {
        try (Connection connection = settings.database().connect("sensorium-job-health")) {
            boolean valid = connection.isValid(DATABASE_SECONDS);
            return new Check("database", valid, valid ? "answers" : "does not answer");
        } catch (SQLException e) {
            return new Check("database", false, String.valueOf(e.getMessage()));
        }
    }

    /** Waits for the end; empty if it was asked for, otherwise why. */
    Optional<String> await() throws InterruptedException, ExecutionException {
        JobResult result = cluster.await();
        over = !stopping;
        if (stopping) {
            return Optional.empty();
        }
        return Optional.of(
                result.getSerializedThrowable()
                        .map(fault -> fault.getFullStringifiedStackTrace())
                        .orElse("it ended by itself"));
    }

    /** Whether the job has ended without having been asked to. */
    boolean isOver() {
        return over;
    }

    /** Finishes what is in flight. */
    @Override
    public synchronized void close() {
        if (!stopping) {
            stopping = true;
            if (!over) {
                cluster.stop();
            }
            page.close();
            cluster.close();
            PrometheusPageFactory.forget(metricsPage);
        }
    }
}
