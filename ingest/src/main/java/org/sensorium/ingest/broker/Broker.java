package org.sensorium.ingest.broker;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.google.inject.Injector;
import com.hivemq.HiveMQServer;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.persistence.connection.ConnectionPersistence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.receive.Handover;
import org.sensorium.ingest.signin.SignIn;
import org.sensorium.ingest.suspicion.SecurityEvent;
import org.sensorium.ingest.suspicion.Suspicions;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.sessions.SignInThrottle;
import org.sensorium.registry.view.RegistryView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HiveMQ Community Edition in this process, with our sign-in, rights and limits. */
public final class Broker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Broker.class);
    private static final int SIGN_IN_THREADS = 2;
    private static final int WAITING_SIGN_INS = 200;

    /**
     * A broker that cannot write acknowledges what it could not keep, and delivers no more: what
     * else fills the disk must not outrun the watch.
     */
    private static final long LEAST_FREE_BYTES = 1024L * 1024 * 1024;

    private static final long DISK_WATCH_MILLIS = 200;

    private final BrokerSettings settings;
    private final HiveMQServer hivemq;
    private final BrokerExtension extension;
    private final Gate gate;
    private final ThreadPoolExecutor slowSignIns;
    private final ScheduledExecutorService watch =
            Executors.newScheduledThreadPool(
                    2,
                    task -> {
                        Thread thread = new Thread(task, "broker-watch");
                        thread.setDaemon(true);
                        return thread;
                    });

    private Broker(
            BrokerStore store,
            RegistryView registry,
            SignIn signIn,
            MeterRegistry meters,
            Consumer<SecurityEvent> watcher) {
        this.settings = store.settings();
        this.gate = new Gate(settings.mostQueued());
        BrokerMeters brokerMeters = new BrokerMeters(meters);
        this.slowSignIns = slowSignIns();
        this.extension =
                new BrokerExtension(
                        signIn,
                        new TopicRights(registry::isGateway),
                        new Sessions(registry::account, registry::isGateway, System::nanoTime),
                        gate,
                        brokerMeters,
                        new Suspicions(meters, watcher, System::nanoTime),
                        SignInThrottle.ofNames(InstantSource.system()),
                        slowSignIns);
        this.hivemq = store.hivemq();
        Gauge.builder(
                        "sensorium.broker.messages.dropped",
                        store.counts(),
                        all -> Math.max(0, dropped(all) - brokerMeters.publishesRefused()))
                .description("Messages accepted, then dropped: alerts of somebody long away")
                .register(meters);
    }

    /**
     * Opens what the broker has stored, starts it and returns when it listens. Only the gateway's
     * own account is let in until {@link #admitSensors}.
     *
     * @param signIn who may connect
     * @param watcher is told what looks like an attack; must not block
     * @throws IOException if it cannot start, with the usual cause in words
     */
    public static Broker start(
            BrokerSettings settings,
            RegistryView registry,
            SignIn signIn,
            MeterRegistry meters,
            Consumer<SecurityEvent> watcher)
            throws IOException {
        return start(BrokerStore.open(settings), registry, signIn, meters, watcher);
    }

    /** The same on a store that is open; it is the broker's from now on. */
    public static Broker start(
            BrokerStore store,
            RegistryView registry,
            SignIn signIn,
            MeterRegistry meters,
            Consumer<SecurityEvent> watcher)
            throws IOException {
        Broker broker = new Broker(store, registry, signIn, meters, watcher);
        try {
            broker.hivemq.startInstance(embedded(broker.extension));
        } catch (Exception e) {
            broker.close();
            throw BrokerStore.cannotStart(store.settings(), e);
        }
        var unused = broker.watch.scheduleWithFixedDelay(broker::look, 1, 1, TimeUnit.SECONDS);
        unused =
                broker.watch.scheduleWithFixedDelay(
                        broker::lookAtDisk, 0, DISK_WATCH_MILLIS, TimeUnit.MILLISECONDS);
        log.info("broker: {}", store.settings());
        return broker;
    }

    /** Where the gateway itself connects. */
    public String url() {
        return "tcp://"
                + (settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind())
                + ":"
                + settings.port();
    }

    /** Whether others than the gateway may connect. */
    public void admitSensors(boolean admitted) {
        gate.open(admitted);
    }

    /** Sensors that connect from now on hand their messages to it as long as it takes them. */
    public void handTo(Handover handover) {
        Injector parts = Objects.requireNonNull(hivemq.getInjector());
        extension.handTo(handover, parts.getInstance(ConnectionPersistence.class));
    }

    /** Refuses readings from now on; null takes them again. */
    public void refusePublishes(@Nullable String reason) {
        gate.stopping(reason);
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            hivemq.stop();
        } catch (RuntimeException e) {
            log.warn("the broker did not stop cleanly", e);
        }
        slowSignIns.shutdownNow();
    }

    private void look() {
        try {
            extension.sweep();
        } catch (RuntimeException e) {
            log.warn("cannot look after the broker", e);
        }
    }

    private void lookAtDisk() {
        try {
            long free = Files.getFileStore(settings.directory()).getUsableSpace();
            gate.diskProblem(free < LEAST_FREE_BYTES ? "disk full" : null);
        } catch (IOException | RuntimeException e) {
            log.warn("cannot look at the broker's disk", e);
        }
    }

    private static double dropped(MetricRegistry counts) {
        Counter counter = counts.getCounters().get("com.hivemq.messages.dropped.count");
        return counter == null ? 0 : counter.getCount();
    }

    private static EmbeddedExtension embedded(BrokerExtension extension) {
        return EmbeddedExtension.builder()
                .withId("sensorium")
                .withName("Sensorium")
                .withVersion("1")
                .withAuthor("Sensorium")
                .withExtensionMain(extension)
                .build();
    }

    private static ThreadPoolExecutor slowSignIns() {
        return new ThreadPoolExecutor(
                SIGN_IN_THREADS,
                SIGN_IN_THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(WAITING_SIGN_INS),
                task -> {
                    Thread thread = new Thread(task, "sign-in");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
