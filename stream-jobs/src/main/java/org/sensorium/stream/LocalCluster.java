package org.sensorium.stream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flink in this process, running the one job. */
final class LocalCluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LocalCluster.class);
    private static final Duration ASK = Duration.ofSeconds(3);
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(20);
    private static final Duration UNPACED = Duration.ofDays(1);
    private static final Duration CANCEL = Duration.ofSeconds(10);

    private final MiniCluster cluster;
    private final JobID job;
    private final CheckpointPace pace;

    private LocalCluster(MiniCluster cluster, JobID job, Duration checkpointInterval) {
        this.cluster = cluster;
        this.job = job;
        this.pace =
                CheckpointPace.begin(
                        () -> cluster.triggerCheckpoint(job).get(), checkpointInterval);
    }

    /**
     * Starts Flink and the job.
     *
     * @param restored the checkpoint to go on from, which from then on is Flink's to remove
     */
    static LocalCluster start(
            StreamExecutionEnvironment env, Configuration configuration, Optional<Path> restored)
            throws Exception {
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(env.getParallelism())
                                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                                .build());
        Duration interval = configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        try {
            cluster.start();
            // Ours to pace; without any interval Flink would keep no state at all.
            env.getCheckpointConfig().setCheckpointInterval(UNPACED.toMillis());
            JobGraph graph = env.getStreamGraph().getJobGraph();
            restored.ifPresent(
                    path ->
                            graph.setSavepointRestoreSettings(
                                    SavepointRestoreSettings.forPath(
                                            path.toUri().toString(),
                                            false,
                                            RecoveryClaimMode.CLAIM)));
            cluster.submitJob(graph).get();
            return new LocalCluster(cluster, graph.getJobID(), interval);
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    URI restAddress() throws InterruptedException, ExecutionException {
        return cluster.getRestAddress().get();
    }

    /** The job's state, RUNNING only once every task is. */
    String state() {
        try {
            AccessExecutionGraph graph = graph();
            if (graph.getState() != JobStatus.RUNNING) {
                return graph.getState().name();
            }
            boolean running =
                    StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                            .allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING);
            return running ? JobStatus.RUNNING.name() : "STARTING";
        } catch (ExecutionException | TimeoutException e) {
            return "UNKNOWN";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "UNKNOWN";
        }
    }

    /** How long the job waits at present from one checkpoint to the next. */
    Duration checkpointPause() {
        return pace.pause();
    }

    /** How long ago the last checkpoint was completed; empty before the first of this run. */
    Optional<Duration> checkpointAge() {
        try {
            @Nullable CheckpointStatsSnapshot statistics = graph().getCheckpointStatsSnapshot();
            if (statistics == null
                    || statistics.getHistory().getLatestCompletedCheckpoint() == null) {
                return Optional.empty();
            }
            long at =
                    statistics.getHistory().getLatestCompletedCheckpoint().getLatestAckTimestamp();
            return Optional.of(Duration.ofMillis(System.currentTimeMillis() - at));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private AccessExecutionGraph graph()
            throws InterruptedException, ExecutionException, TimeoutException {
        return cluster.getExecutionGraph(job).get(ASK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the job is over, which it only is when it was stopped or cannot go on. */
    JobResult await() throws InterruptedException, ExecutionException {
        return cluster.requestJobResult(job).get();
    }

    /** Takes a last checkpoint, so that the next start repeats nothing, and ends the job. */
    void stop() {
        pace.close();
        try {
            String path =
                    cluster.triggerCheckpoint(job)
                            .get(LAST_CHECKPOINT.toMillis(), TimeUnit.MILLISECONDS);
            log.info("last checkpoint: {}", path);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("no last checkpoint, the next start goes on from the one before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            cluster.cancelJob(job).get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
            cluster.requestJobResult(job).get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the job did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        pace.close();
        try {
            cluster.closeAsync().get(CANCEL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("Flink did not stop in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
