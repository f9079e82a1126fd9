package org.sensorium.ingest;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.broker.Broker;
import org.sensorium.ingest.broker.BrokerSettings;
import org.sensorium.ingest.broker.BrokerStore;
import org.sensorium.ingest.health.Check;
import org.sensorium.ingest.inbox.Pipeline;
import org.sensorium.ingest.inbox.PipelineMeters;
import org.sensorium.ingest.receive.Arrivals;
import org.sensorium.ingest.receive.Handover;
import org.sensorium.ingest.receive.Receiver;
import org.sensorium.ingest.receive.ReceiverSettings;
import org.sensorium.ingest.signin.SignIn;
import org.sensorium.ingest.suspicion.AuditTrail;
import org.sensorium.registry.sessions.SessionTokens;
import org.sensorium.registry.view.RegistryView;
import org.sensorium.sink.ConnectionPool;
import org.sensorium.sink.SqlFailure;
import org.sensorium.sink.ingestlog.Inbox;
import org.sensorium.sink.readings.LastSeenStore;
import org.sensorium.sink.retention.Compression;
import org.sensorium.sink.retention.Retention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's stages, started in the order in which a reading does not get lost: the broker's
 * listeners open last of all for sensors, when the session that takes their readings stands.
 * Stopped in the opposite order.
 */
final class Stages implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Stages.class);
    private static final Duration STALE = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration WATCH = Duration.ofMillis(50);
    private static final int CONNECTIONS = 4;

    private final GatewaySettings settings;
    private final MeterRegistry meters;
    private final Consumer<Exception> fatal;
    private final HikariDataSource database;
    private final RegistryView registry;
    private final AuditTrail audit;
    private final @Nullable Broker broker;
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "clockwork");
                        thread.setDaemon(true);
                        return thread;
                    });

    private Stages(GatewaySettings settings, MeterRegistry meters, Consumer<Exception> fatal)
            throws IOException, SQLException, InterruptedException {
        this.settings = settings;
        this.meters = meters;
        this.fatal = fatal;
        FutureTask<BrokerStore> store = new FutureTask<>(this::openBrokerStore);
        if (settings.brokers().isEmpty()) {
            new Thread(store, "broker-store").start();
        }
        this.registry = openRegistry(settings);
        this.database = ConnectionPool.open(settings.database(), "gateway", CONNECTIONS);
        this.audit = new AuditTrail(database, meters);
        this.broker = settings.brokers().isEmpty() ? startBroker(store) : null;
    }

    /** Starts everything; whatever was started is stopped again if something fails. */
    static Stages start(GatewaySettings settings, MeterRegistry meters, Consumer<Exception> fatal)
            throws IOException, SQLException, InterruptedException {
        Stages stages = new Stages(settings, meters, fatal);
        try {
            stages.startPipelines();
            stages.startClockwork();
            return stages;
        } catch (SQLException | RuntimeException e) {
            stages.close();
            throw e;
        }
    }

    private static RegistryView openRegistry(GatewaySettings settings)
            throws SQLException, InterruptedException {
        boolean told = false;
        while (true) {
            try {
                return RegistryView.open(settings.database(), "gateway-registry");
            } catch (SQLException e) {
                if (SqlFailure.of(e) != SqlFailure.RETRY) {
                    throw e;
                }
                if (!told) {
                    log.warn("waiting for the database: {}", e.getMessage());
                    told = true;
                }
                Thread.sleep(RETRY.toMillis());
            }
        }
    }

    private BrokerStore openBrokerStore() throws IOException {
        return BrokerStore.open(
                new BrokerSettings(
                        settings.home().resolve("data").resolve("broker"),
                        settings.home().resolve("tls"),
                        settings.bind(),
                        settings.mqttPort(),
                        settings.mqttTlsPort(),
                        settings.mqttWsPort(),
                        settings.keystore(),
                        settings.keystorePassword(),
                        settings.mostQueued()));
    }

    private Broker startBroker(Future<BrokerStore> store) throws IOException, InterruptedException {
        SignIn signIn = new SignIn(registry::account, new SessionTokens(database)::isHeldBy);
        try {
            return Broker.start(store.get(), registry, signIn, meters, audit);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Our own connections wait for the log to be written; the rest is the operator's. */
    private void warnOfForgetfulDatabase() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show fsync")) {
            if (row.next() && row.getString(1).equals("off")) {
                log.warn("the database runs with fsync off: a power failure loses what it stored");
            }
        }
    }

    private void startPipelines() throws SQLException {
        warnOfForgetfulDatabase();
        List<String> urls = broker != null ? List.of(ownBroker(broker)) : settings.brokers();
        PipelineMeters pipelineMeters = new PipelineMeters(meters);
        Counter lostSessions =
                Counter.builder("sensorium.receive.sessions.lost")
                        .description("Times the broker had lost the gateway's session")
                        .register(meters);
        for (int i = 0; i < urls.size(); i++) {
            String name = i == 0 ? "main" : "main-" + (i + 1);
            startPipeline(name, urls.get(i), pipelineMeters, lostSessions);
        }
    }

    private String ownBroker(Broker own) {
        return settings.via() == null ? own.url() : "tcp://" + settings.via();
    }

    private void startPipeline(
            String name, String url, PipelineMeters pipelineMeters, Counter lostSessions)
            throws SQLException {
        Inbox inbox = Inbox.claim(database, name);
        log.info("inbox {}: epoch {}, last sequence {}", name, inbox.epoch(), inbox.lastSequence());
        List<Pipeline> own = new ArrayList<>(1);
        Arrivals arrivals = new Arrivals();
        BooleanSupplier stores = () -> own.isEmpty() || own.get(0).problem() == null;
        Handover handover = new Handover(arrivals, stores);
        Receiver receiver =
                new Receiver(
                        new ReceiverSettings(
                                url,
                                "sensorium-gateway-" + name,
                                settings.user(),
                                settings.password(),
                                broker != null),
                        Clock.systemUTC(),
                        arrivals,
                        broker != null && settings.handsOver() ? handover : null,
                        !inbox.isNew(),
                        stores,
                        lostSessions::increment,
                        this::brokerBroken);
        Pipeline pipeline =
                new Pipeline(
                        inbox,
                        arrivals,
                        handover,
                        receiver,
                        new LastSeenStore(database),
                        registry::sensor,
                        settings.retention(),
                        pipelineMeters,
                        Clock.systemUTC(),
                        fatal::accept);
        own.add(pipeline);
        receivers.add(receiver);
        pipelines.add(pipeline);
        if (broker != null && settings.handsOver()) {
            Gauge.builder("sensorium.handover.open", handover, way -> way.isOpen() ? 1 : 0)
                    .description("1 while the broker hands messages over past its queue")
                    .register(meters);
            Gauge.builder("sensorium.handover.unanswered", handover, Handover::unanswered)
                    .description("Messages handed over that are not stored yet")
                    .register(meters);
            broker.handTo(handover);
        }
        pipeline.start();
        receiver.start();
    }

    /** Ours comes back in order when it starts anew; another one's operator is told by the log. */
    private void brokerBroken(String how) {
        if (broker != null) {
            fatal.accept(new IOException(how));
        }
    }

    private void startClockwork() {
        var unused = clockwork.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
        compress();
        if (broker != null) {
            admitSensorsTo(broker);
        }
    }

    /** As soon as the session that takes their readings stands; then there is no more to watch. */
    private void admitSensorsTo(Broker own) {
        if (receivers.get(0).awaitsSensors()) {
            own.admitSensors(true);
        } else {
            var unused =
                    clockwork.schedule(
                            () -> admitSensorsTo(own), WATCH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void forget() {
        try {
            Retention.enforce(database, settings.retention(), settings.logRetention());
        } catch (SQLException | RuntimeException e) {
            log.warn("retention not enforced, next try in an hour: {}", e.toString());
        }
    }

    private void compress() {
        Duration after = settings.compressAfter();
        if (after != null) {
            var unused = clockwork.schedule(() -> compress(after), 1, TimeUnit.MINUTES);
        }
    }

    private void compress(Duration after) {
        try {
            Compression.enforce(database, after);
        } catch (SQLException | RuntimeException e) {
            log.warn("compression is not set, next try in an hour: {}", e.toString());
            var unused = clockwork.schedule(() -> compress(after), 1, TimeUnit.HOURS);
        }
    }

    /** What has to be well for the gateway to be ready. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("registry", this::registryProblem));
        for (Receiver receiver : receivers) {
            checks.add(new Check("broker", receiver::problem, receiver::remark));
        }
        for (Pipeline pipeline : pipelines) {
            checks.add(new Check("database", pipeline::problem));
        }
        return checks;
    }

    private @Nullable String registryProblem() {
        return registry.age().compareTo(STALE) > 0
                ? "not refreshed for " + registry.age().toSeconds() + " s: the database is away"
                : null;
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        if (broker != null) {
            broker.admitSensors(false);
            broker.refusePublishes("the gateway is stopping");
        }
        receivers.forEach(Receiver::stop);
        pipelines.forEach(Pipeline::close);
        receivers.forEach(Receiver::close);
        if (broker != null) {
            broker.close();
        }
        audit.close();
        database.close();
        registry.close();
    }
}
