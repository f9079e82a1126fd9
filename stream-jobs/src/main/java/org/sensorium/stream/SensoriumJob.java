package org.sensorium.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job: on its own with a Flink in this process, or submitted to a cluster by {@code flink run}.
 * {@code --plan} prints the plan instead.
 */
public final class SensoriumJob {
    private static final Logger log = LoggerFactory.getLogger(SensoriumJob.class);
    private static final String NAME = "sensorium";

    private SensoriumJob() {}

    public static void main(String[] args) throws Exception {
        List<String> arguments = new ArrayList<>(Arrays.asList(args));
        boolean plan = arguments.remove("--plan");
        Settings settings;
        try {
            settings = Settings.read(System.getenv(), arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("sensorium job: " + e.getMessage());
            throw e;
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        boolean alone = env instanceof LocalStreamEnvironment;
        if (alone && !plan) {
            System.exit(runAlone(settings));
        }
        env.configure(FlinkSettings.onCluster(settings));
        ReadingPipeline.define(env, Ports.of(settings));
        if (plan) {
            System.out.println(env.getExecutionPlan());
        } else {
            env.execute(NAME);
        }
    }

    /** Runs until SIGTERM, after which it exits with 0, or until the job cannot go on. */
    private static int runAlone(Settings settings) throws Exception {
        log.info("settings: {}", settings);
        try (AloneJob job = AloneJob.start(settings, Ports.of(settings))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(job), "sensorium-job-stop"));
            Optional<String> fault = job.await();
            if (fault.isPresent()) {
                log.error("the job cannot go on: {}", fault.get());
                return 1;
            }
            return 0;
        }
    }

    /** On the way down: a JVM that got SIGTERM exits with 143 unless told otherwise. */
    private static void end(AloneJob job) {
        if (job.isOver()) {
            return;
        }
        job.close();
        log.info("stopped");
        Runtime.getRuntime().halt(0);
    }
}
