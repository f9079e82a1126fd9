package org.sensorium.stream;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.sensorium.stream.observe.PrometheusPageFactory;

/** What we ask of Flink, and why. */
final class FlinkSettings {
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FIRST_RESTART = Duration.ofSeconds(1);
    private static final Duration SLOWEST_RESTART = Duration.ofSeconds(30);
    private static final Duration NETWORK_WAIT = Duration.ofMillis(2);
    private static final int RETAINED = 3;
    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(64);

    private FlinkSettings() {}

    /** What holds for the job wherever it runs; where checkpoints go is the cluster's to say. */
    static Configuration onCluster(Settings settings) {
        Configuration flink = new Configuration();
        flink.set(CoreOptions.DEFAULT_PARALLELISM, settings.parallelism());
        flink.set(PipelineOptions.NAME, "sensorium");
        // Records without a form of ours are an error, not a slow path.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        // Records are immutable, and no operator keeps one.
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        // The log's clock comes with its entries; in between a reader would only be told to be
        // idle.
        flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        // Of what sends all readings: an alert should not wait for a buffer to fill. The stages
        // that say less have settings of their own.
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, NETWORK_WAIT);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
        // While the database is away no checkpoint completes: that is no reason to fail.
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                FIRST_RESTART);
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                SLOWEST_RESTART);
        return flink;
    }

    /** What holds for a Flink in this process, besides. */
    static Configuration alone(Settings settings, Path checkpoints, String metricsPage) {
        Configuration flink = onCluster(settings);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                checkpoints.toAbsolutePath().toUri().toString());
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        // Otherwise on every address of the machine: the blob server, which serves the job's
        // classes.
        flink.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        flink.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        // Nor does anything need it in one process: Flink would look for it at the machine's name.
        flink.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
        flink.set(RestOptions.ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        flink.set(RestOptions.BIND_PORT, String.valueOf(settings.flinkRestPort()));
        // Anyone on this machine may look; starting and ending jobs is the launcher's.
        flink.set(WebOptions.SUBMIT_ENABLE, false);
        flink.set(WebOptions.CANCEL_ENABLE, false);
        PrometheusPageFactory.configure(flink, metricsPage);
        return flink;
    }
}
