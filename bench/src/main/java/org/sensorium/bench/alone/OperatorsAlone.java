package org.sensorium.bench.alone;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.sensorium.stream.Ports;
import org.sensorium.stream.ReadingPipeline;
import org.sensorium.stream.alert.Flapping;

/**
 * The job's own pipeline on a log in memory, its results thrown away: readings a second that the
 * operators take. What the source has handed out and the operators have not seen yet is bounded by
 * Flink's buffers, some ten thousand readings.
 */
public final class OperatorsAlone {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Long: on one core the compiler has to share it. */
    private static final double WARM_UP_SECONDS = 15;

    private static final Duration LATENESS = Duration.ofMinutes(5);
    private static final Duration ROLL_UP_DELAY = Duration.ofSeconds(10);
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

    private OperatorsAlone() {}

    /**
     * @param args threads for each stage, sensors, seconds
     */
    public static void main(String[] args) throws Exception {
        int parallelism = Integer.parseInt(args[0]);
        int sensors = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration(parallelism));
        ReadingPipeline.define(
                env,
                new Ports(
                        new MemoryLog.Opener(sensors),
                        new MemoryRegistry.Opener(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        new DiscardingSink<>(),
                        LATENESS,
                        ROLL_UP_DELAY,
                        Flapping.USUAL));
        JobClient job = env.executeAsync("bench");
        while (MemoryLog.handedOut() == 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        sleep(WARM_UP_SECONDS);
        long before = MemoryLog.handedOut();
        long start = System.nanoTime();
        sleep(seconds);
        double rate =
                (MemoryLog.handedOut() - before) / ((System.nanoTime() - start) / NANOS_PER_SECOND);
        System.out.println("operators=" + rate);
        job.cancel().get();
        System.exit(0);
    }

    /** As the job has it, without checkpoints. */
    private static Configuration configuration(int parallelism) {
        Configuration flink = new Configuration();
        flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return flink;
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
    }
}
