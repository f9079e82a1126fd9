package org.sensorium.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.faults.fault.Bench;
import org.sensorium.faults.fault.Ground;
import org.sensorium.faults.oracle.Oracle;
import org.sensorium.faults.oracle.Publications;
import org.sensorium.faults.oracle.Superuser;
import org.sensorium.faults.proxy.Proxy;
import org.sensorium.faults.system.SmallDisk;
import org.sensorium.faults.system.WallClock;
import org.sensorium.simulator.settings.Surroundings;
import org.sensorium.testbed.Copy;
import org.sensorium.testbed.Folder;
import org.sensorium.testbed.Ports;
import org.sensorium.testbed.Rest;

/** A system with proxies between its parts, the rules of the probes, and a subscriber to alerts. */
final class Laboratory implements AutoCloseable {
    /** So small that an outage of seconds can fill it. */
    private static final int QUEUE_MESSAGES = 6_000;

    private static final Map<String, Integer> DISK_MEGABYTES =
            Map.of("data/broker", 4096, "data/postgres", 2048, "data/checkpoints", 64);

    private static final Map<String, String> RULES =
            Map.of(
                    "probe-level",
                    "{\"sensorType\":\"probe\",\"metric\":\"level\",\"detector\":\"threshold\",\"severity\":\"major\","
                            + "\"parameters\":{\"above\":\"100\",\"clear\":\"90\",\"for\":\"PT0S\"}}",
                    "probe-silence",
                    "{\"sensorType\":\"probe\",\"detector\":\"silence\",\"severity\":\"minor\","
                            + "\"parameters\":{\"intervals\":\"5\",\"atLeast\":\"PT5S\"}}");

    private final Bench bench;
    private final Publications publications;
    private final Surroundings surroundings;
    private boolean throwAway;

    private Laboratory(
            Bench bench, Publications publications, Surroundings surroundings, boolean throwAway) {
        this.bench = bench;
        this.publications = publications;
        this.surroundings = surroundings;
        this.throwAway = throwAway;
    }

    /** A home that every account may reach: as root, PostgreSQL runs as another. */
    static Path temporaryHome() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "sensorium-faults-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /**
     * Starts it all.
     *
     * @param handover how readings get to the inbox: {@code direct} or {@code queue}
     * @param ground what it stands on
     * @param throwAway whether the home is deleted at the end, unless {@link #keep} is called
     */
    static Laboratory open(
            Path root,
            Path home,
            String handover,
            Ground ground,
            boolean throwAway,
            Consumer<String> say)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Proxy outside = new Proxy(Proxy.Protocol.MQTT, ports.mqtt());
        Proxy inside = new Proxy(Proxy.Protocol.MQTT, ports.mqtt());
        Proxy before = new Proxy(Proxy.Protocol.POSTGRES, ports.database());
        Map<String, String> more = new HashMap<>();
        more.put("SENSORIUM_HANDOVER", handover);
        more.put("SENSORIUM_MQTT_VIA", "127.0.0.1:" + inside.port());
        more.put("SENSORIUM_DB_VIA", "127.0.0.1:" + before.port());
        more.put("SENSORIUM_DB_SHARED_BUFFERS", "256MB");
        more.put("SENSORIUM_MQTT_QUEUE", Integer.toString(QUEUE_MESSAGES));
        @Nullable WallClock clock = ground == Ground.OWN_CLOCK ? WallClock.make(root, home) : null;
        if (clock != null) {
            more.putAll(clock.environment());
        }
        Copy copy = new Copy(root, home, ports, more);
        say.accept("starting a system of its own in " + home);
        Map<String, SmallDisk> disks = start(copy, ground == Ground.SMALL_DISKS);
        Map<String, String> credentials = copy.credentials();
        Rest rest = new Rest(credentials);
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            rest.call("PUT", "/rules/" + rule.getKey(), rule.getValue());
        }
        rest.call("PUT", "/departments/faults", "{\"name\":\"Fault injection\"}");
        Superuser database =
                new Superuser(
                        String.valueOf(credentials.get("SENSORIUM_DB_URL")),
                        String.valueOf(copy.secrets().get("SENSORIUM_DB_SUPERUSER_PASSWORD")));
        Bench bench = new Bench(copy, outside, inside, before, database, rest, disks, clock);
        Publications publications =
                new Publications(
                        ports.mqtt(),
                        String.valueOf(credentials.get("SENSORIUM_ADMIN_USER")),
                        String.valueOf(credentials.get("SENSORIUM_ADMIN_PASSWORD")));
        Map<String, String> way = new HashMap<>();
        way.put("SENSORIUM_HOME", home.toString());
        way.put("SENSORIUM_MQTT_URL", "tcp://127.0.0.1:" + outside.port());
        return new Laboratory(bench, publications, Surroundings.read(way, home), throwAway);
    }

    private static Map<String, SmallDisk> start(Copy copy, boolean smallDisks) throws IOException {
        Map<String, SmallDisk> disks = new LinkedHashMap<>();
        try {
            copy.up();
            if (smallDisks) {
                copy.close();
                for (Map.Entry<String, Integer> disk : DISK_MEGABYTES.entrySet()) {
                    Path directory = copy.home().resolve(disk.getKey());
                    disks.put(disk.getKey(), SmallDisk.inPlaceOf(directory, disk.getValue()));
                }
                copy.up();
            }
            return disks;
        } catch (IOException e) {
            copy.close();
            for (SmallDisk disk : disks.values()) {
                disk.close();
            }
            throw e;
        }
    }

    Campaign campaign(long seed, int rounds, int rate, Consumer<String> say) {
        Oracle oracle = new Oracle(bench.database(), surroundings, publications);
        return new Campaign(bench, oracle, surroundings, seed, rounds, rate, say);
    }

    /** The home is not deleted at the end: somebody will want to see its logs. */
    void keep() {
        throwAway = false;
    }

    @Override
    public void close() throws IOException {
        bench.heal();
        publications.close();
        bench.copy().close();
        for (Proxy proxy : List.of(bench.outside(), bench.inside(), bench.before())) {
            proxy.close();
        }
        for (SmallDisk disk : bench.disks().values()) {
            disk.close();
        }
        if (throwAway) {
            Folder.delete(bench.copy().home());
        }
    }
}
