package org.sensorium.ingest;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.sensorium.ingest.health.HealthServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway process: the embedded broker, or connections to given ones, and the pipelines. */
public final class Gateway {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final int WRONG_SETTINGS = 2;
    private static final int HAS_TO_STOP = 3;

    private Gateway() {}

    /** Runs until SIGTERM, or until it has to stop: fenced, no rights, no schema. */
    public static void main(String[] arguments) {
        GatewaySettings settings;
        try {
            settings = GatewaySettings.fromEnvironment(System.getenv());
        } catch (IllegalArgumentException e) {
            log.error("{}", e.getMessage());
            System.exit(WRONG_SETTINGS);
            return;
        }
        log.info("gateway: {}", settings);
        System.exit(run(settings));
    }

    private static int run(GatewaySettings settings) {
        CountDownLatch end = new CountDownLatch(1);
        // The hook waits for it: otherwise the process would end in the middle of a commit.
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    end.countDown();
                                    await(ended);
                                    // A clean stop is no failure, whatever signal asked for it.
                                    Runtime.getRuntime().halt(exitCode.get());
                                },
                                "stop"));
        PrometheusMeterRegistry meters = meters();
        try (HealthServer health =
                        HealthServer.start(
                                meters, settings.home().resolve("run").resolve("gateway.url"));
                Stages stages = Stages.start(settings, meters, Gateway::haveToStop)) {
            health.checks(stages.checks());
            await(end);
        } catch (Exception e) {
            log.error("the gateway cannot start: {}", e.getMessage(), e);
            exitCode.set(HAS_TO_STOP);
        }
        log.info("gateway: stopped");
        ended.countDown();
        return exitCode.get();
    }

    /**
     * At once, as if killed: what is not stored is at the broker, which needs no farewell, and
     * whoever took over waits for it.
     */
    private static void haveToStop(Exception why) {
        log.error("the gateway has to stop: {}", why.getMessage(), why);
        Runtime.getRuntime().halt(HAS_TO_STOP);
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Names that Prometheus' own check complains of, and that nobody asks for.
        meters.config()
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(meters);
        return meters;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
