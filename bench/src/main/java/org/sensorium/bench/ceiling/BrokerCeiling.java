package org.sensorium.bench.ceiling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sensorium.bench.alone.BrokerAlone;
import org.sensorium.bench.load.Account;
import org.sensorium.bench.load.Fleet;
import org.sensorium.bench.load.Readings;
import org.sensorium.bench.load.Run;
import org.sensorium.bench.load.Subscriber;
import org.sensorium.bench.load.Unpaced;
import org.sensorium.testbed.Ports;

/**
 * Messages a second through a broker and nothing else, QoS 1 in and out, to one subscriber that
 * counts and acknowledges. So many messages are on the way at most, that no queue fills.
 */
public final class BrokerCeiling {
    private static final int CONNECTIONS = 500;
    private static final int WINDOW = 100;
    private static final long ON_THE_WAY = 4_000;

    /** A broker in Java has to be compiled by its JVM first. */
    private static final double EMBEDDED_WARM_UP_SECONDS = 20;

    private static final double WARM_UP_SECONDS = 2;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long START_SECONDS = 20;
    private static final List<String> MOSQUITTO =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin");
    private static final String MOSQUITTO_CONF =
            """
            listener %d 127.0.0.1
            allow_anonymous true
            max_inflight_messages 4096
            max_queued_messages 1000000
            persistence false
            user root
            """;

    private static final List<String> OPENS =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");

    private final Path root;
    private final Path scratch;

    /**
     * @param root the checkout
     * @param scratch a folder for configurations and state
     */
    public BrokerCeiling(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    /**
     * The embedded broker.
     *
     * @param configuration the gateway's own, as it wrote it
     */
    public double embedded(Path configuration, int perMessage, double seconds)
            throws IOException, InterruptedException {
        int port = Ports.free().mqtt();
        Path folder = Files.createTempDirectory(scratch, "broker");
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("config.xml"), onPort(Files.readString(configuration), port));
        List<String> options = new ArrayList<>(List.of("-Xmx2g"));
        options.addAll(OPENS);
        List<String> command =
                Program.java(
                        root,
                        "ingest",
                        options,
                        BrokerAlone.class,
                        List.of(conf.toString(), folder.toString()));
        try (Program broker = new Program(command, folder.resolve("broker.log"))) {
            broker.await("ready");
            return measure(port, perMessage, EMBEDDED_WARM_UP_SECONDS, seconds);
        }
    }

    /** Without TLS and WebSocket, and with a queue for a subscriber that is no gateway. */
    static String onPort(String configuration, int port) {
        return configuration
                .replaceAll("(?s)<tls-tcp-listener>.*?</tls-tcp-listener>", "")
                .replaceAll("(?s)<websocket-listener>.*?</websocket-listener>", "")
                .replaceFirst("<port>\\d+</port>", "<port>" + port + "</port>")
                .replaceFirst(
                        "<max-queue-size>\\d+</max-queue-size>",
                        "<max-queue-size>1000000</max-queue-size>");
    }

    /** Debian's mosquitto; empty if it is not installed. */
    public static Optional<Path> mosquitto() {
        return MOSQUITTO.stream()
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Mosquitto, which keeps everything in memory. */
    public double mosquitto(Path program, int perMessage, double seconds)
            throws IOException, InterruptedException {
        int port = Ports.free().mqtt();
        Path conf = Files.createTempFile(scratch, "mosquitto", ".conf");
        Files.writeString(conf, MOSQUITTO_CONF.formatted(port));
        Process process =
                new ProcessBuilder(program.toString(), "-c", conf.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(conf.resolveSibling("mosquitto.log").toFile())
                        .start();
        try {
            Listener.await(port, START_SECONDS);
            return measure(port, perMessage, WARM_UP_SECONDS, seconds);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private double measure(int port, int perMessage, double warmUp, double seconds)
            throws IOException, InterruptedException {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            accounts.add(new Account(String.format(Locale.ROOT, "bench-%04d", i), null));
        }
        Readings readings = Readings.ofSensors(accounts, perMessage, 0);
        try (Subscriber subscriber =
                        Subscriber.counting(port, new Account("consumer", null), "readings/#");
                Fleet fleet = Fleet.connect(port, accounts, readings, WINDOW)) {
            Run run = fleet.play(new Unpaced(() -> subscriber.count() + ON_THE_WAY));
            sleep(warmUp);
            long before = subscriber.count();
            long start = System.nanoTime();
            sleep(seconds);
            double rate =
                    (subscriber.count() - before)
                            / ((System.nanoTime() - start) / NANOS_PER_SECOND);
            run.stop();
            fleet.await(run, START_SECONDS);
            return rate;
        }
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
    }
}
