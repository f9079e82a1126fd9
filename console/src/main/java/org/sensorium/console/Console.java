package org.sensorium.console;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.sensorium.console.alerts.AlertSubject;
import org.sensorium.console.assessment.AssessmentSubject;
import org.sensorium.console.assessment.QualitySubject;
import org.sensorium.console.backtest.BackTestSubject;
import org.sensorium.console.deadletters.DeadLetterSubject;
import org.sensorium.console.departments.AuditSubject;
import org.sensorium.console.departments.DepartmentSubject;
import org.sensorium.console.departments.GrantSubject;
import org.sensorium.console.departments.UserSubject;
import org.sensorium.console.health.ConsoleMetrics;
import org.sensorium.console.health.Health;
import org.sensorium.console.health.HealthSubject;
import org.sensorium.console.health.PartServer;
import org.sensorium.console.http.Dispatcher;
import org.sensorium.console.http.Route;
import org.sensorium.console.http.ServerErrors;
import org.sensorium.console.http.Subject;
import org.sensorium.console.incidents.IncidentSubject;
import org.sensorium.console.page.PageSubject;
import org.sensorium.console.reports.ReportIntake;
import org.sensorium.console.reports.ReportMatching;
import org.sensorium.console.reports.ReportSubject;
import org.sensorium.console.rules.RuleSubject;
import org.sensorium.console.sensors.MapSubject;
import org.sensorium.console.sensors.SensorSubject;
import org.sensorium.console.series.SeriesSubject;
import org.sensorium.console.session.Gatekeeper;
import org.sensorium.console.session.SessionSubject;
import org.sensorium.registry.sessions.Sessions;
import org.sensorium.sink.ConnectionPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console: REST and the web page on one port, its own health on another. */
public final class Console implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Console.class);
    private static final int CONNECTIONS = 12;
    private static final int THREADS = 64;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(15);

    private final HikariDataSource db;
    private final ConsoleMetrics metrics;
    private final Health health;
    private final Dispatcher dispatcher;
    private final List<Route> routes;
    private final Javalin server;
    private final PartServer partServer;
    private final BackTestSubject backTests;
    private final ReportMatching matching;

    private Console(ConsoleSettings settings, InstantSource clock) throws IOException {
        this.db = ConnectionPool.open(settings.database(), "sensorium console", CONNECTIONS);
        this.metrics = new ConsoleMetrics(db);
        this.health = new Health(db, settings.run(), metrics);
        Sessions sessions = new Sessions(db, settings.session(), settings.idle());
        this.dispatcher = new Dispatcher(new Gatekeeper(sessions)::admit, metrics::answered);
        this.backTests = new BackTestSubject(db, clock, settings.backTest());
        this.routes = routes(sessions, settings, clock);
        this.server = Javalin.create(config -> configure(config, settings));
        try {
            server.start();
            this.partServer = PartServer.start(health, metrics, settings.run());
            this.matching = ReportMatching.start(db, settings.reportRadiusMetres());
        } catch (IOException | RuntimeException e) {
            server.stop();
            backTests.close();
            metrics.close();
            db.close();
            throw e;
        }
    }

    /** Starts to answer; the database may still be away. */
    static Console start(ConsoleSettings settings, InstantSource clock) throws IOException {
        return new Console(settings, clock);
    }

    /** The port that it listens on. */
    int port() {
        return server.port();
    }

    /** All that it answers. */
    List<Route> routes() {
        return routes;
    }

    private List<Route> routes(Sessions sessions, ConsoleSettings settings, InstantSource clock) {
        List<Subject> subjects =
                List.of(
                        new PageSubject(settings.mqtt()),
                        new DocumentSubject(),
                        new SessionSubject(sessions, clock),
                        new SensorSubject(db),
                        new MapSubject(db),
                        new SeriesSubject(db, clock),
                        new AlertSubject(db),
                        new ReportIntake(db, settings.reportRadiusMetres(), clock),
                        new ReportSubject(db, settings.reportRadiusMetres()),
                        new IncidentSubject(db),
                        new RuleSubject(db),
                        backTests,
                        new DeadLetterSubject(db),
                        new DepartmentSubject(db),
                        new GrantSubject(db),
                        new UserSubject(db),
                        new AuditSubject(db),
                        new AssessmentSubject(db, clock),
                        new QualitySubject(db, clock),
                        new HealthSubject(health));
        return subjects.stream().flatMap(subject -> subject.routes().stream()).toList();
    }

    private void configure(JavalinConfig config, ConsoleSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.jetty.host = settings.bind();
        config.jetty.port = settings.port();
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setSendServerVersion(false);
                    http.setSendDateHeader(false);
                    http.setRequestHeaderSize(16 * 1024);
                });
        config.jetty.modifyServer(server -> server.setErrorHandler(new ServerErrors()));
        dispatcher.register(config, routes);
    }

    /** Finishes what is in flight. */
    @Override
    public void close() throws IOException {
        health.end();
        try {
            if (!dispatcher.awaitIdle(LAST_ANSWERS)) {
                log.warn("requests are cut off that took longer than {}", LAST_ANSWERS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
        backTests.close();
        matching.close();
        partServer.close();
        metrics.close();
        db.close();
    }

    /** Runs until SIGTERM. */
    public static void main(String[] args) {
        try {
            ConsoleSettings settings = ConsoleSettings.fromEnvironment(System.getenv());
            Console console = start(settings, InstantSource.system());
            log.info("console: {}", settings);
            log.info("console: answers at http://{}:{}", settings.bind(), console.port());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(console), "ending"));
        } catch (IOException | RuntimeException e) {
            log.error("console: cannot start: {}", e.getMessage(), e);
            System.exit(1);
        }
    }

    private static void end(Console console) {
        try {
            console.close();
            log.info("console: stopped");
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException e) {
            log.error("console: did not stop in order", e);
            Runtime.getRuntime().halt(1);
        }
    }
}
