package org.sensorium.registry.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.sink.DatabaseAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sensors, rules and accounts in memory. A thread of its own follows the tables: a change is in
 * force as soon as its notification arrives, a second later at the latest. While the database is
 * away, what is known stays in force. Reads are lock-free and for any thread.
 *
 * <p>Some 0.2 kB for each sensor, and 0.2 kB for its account where accounts may be read.
 */
public final class RegistryView implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryView.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FIRST_ROOM = 1024;

    private final DatabaseAddress address;
    private final String applicationName;
    private final Thread follower;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private final Map<String, Sensor> sensorsById = new ConcurrentHashMap<>();
    private final Map<String, Account> sensorAccounts = new ConcurrentHashMap<>();
    private final Map<String, Account> userAccounts = new ConcurrentHashMap<>();
    private final GroupSizes sizes = new GroupSizes();
    private final Map<String, Rule> rulesById = new HashMap<>();
    private volatile AtomicReferenceArray<@Nullable Sensor> sensorsByKey =
            new AtomicReferenceArray<>(FIRST_ROOM);
    private volatile Map<Short, String> metricNames = Map.of();
    private volatile RuleBook rules = new RuleBook(0, List.of());
    private volatile long revision;
    private volatile long currentAtNanos;

    /** How often reading the tables has begun, and the newest time that succeeded. */
    private volatile long begun;

    private long succeeded;

    private volatile boolean closed;

    private RegistryView(DatabaseAddress address, String applicationName) {
        this.address = address;
        this.applicationName = applicationName;
        this.follower = new Thread(this::follow, "registry-view");
        follower.setDaemon(true);
    }

    /**
     * Loads everything, then follows.
     *
     * @param applicationName shown in {@code pg_stat_activity}
     * @throws SQLException if the database is away at the start
     */
    public static RegistryView open(DatabaseAddress address, String applicationName)
            throws SQLException {
        RegistryView view = new RegistryView(address, applicationName);
        try (Connection connection = address.connect(applicationName)) {
            view.catchUp(connection);
        }
        view.follower.start();
        return view;
    }

    /** The sensor of that id, retired ones too; null if there never was one. */
    public @Nullable Sensor sensor(String id) {
        return sensorsById.get(id);
    }

    /** The sensor of that key, retired ones too; null if it is not known (yet). */
    public @Nullable Sensor sensor(int key) {
        AtomicReferenceArray<@Nullable Sensor> sensors = sensorsByKey;
        return key >= 0 && key < sensors.length() ? sensors.get(key) : null;
    }

    /** Whether some sensor names this device as its gateway. */
    public boolean isGateway(String id) {
        return sizes.behindGateway(id) > 0;
    }

    /**
     * How many sensors that were not taken down belong to a group: are behind that gateway device,
     * on that feeder or in that district. 0 of an area, which is no group of the registry.
     */
    public int members(IncidentKind kind, String group) {
        return switch (kind) {
            case GATEWAY_SILENT -> sizes.behindGateway(group);
            case FEEDER_SILENT -> sizes.onFeeder(group);
            case DISTRICT_SILENT -> sizes.inDistrict(group);
            case AREA_EVENT -> 0;
        };
    }

    /** Whether the sensor names this device as its gateway. */
    public boolean isGatewayOf(String gatewayId, Sensor sensor) {
        return gatewayId.equals(sensor.gateway());
    }

    /** The metric's name; its key as text if it is not known (yet). */
    public String metricName(short key) {
        return metricNames.getOrDefault(key, Short.toString(key));
    }

    /** The rules now: the same object until one changes. */
    public RuleBook rules() {
        return rules;
    }

    /** The newest change that is in force here. */
    public long revision() {
        return revision;
    }

    /** How long ago the tables were last asked with success. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - currentAtNanos);
    }

    /** Who signs in under that name: a user before a sensor; null if nobody does. */
    public @Nullable Account account(String name) {
        Account user = userAccounts.get(name);
        return user != null ? user : sensorAccounts.get(name);
    }

    /**
     * Whatever was committed before this call is known after it, however late its notification.
     * Costs a connection; callers who come meanwhile share what one of them reads.
     *
     * @throws SQLException if the database is away
     */
    public void catchUp() throws SQLException {
        long before = begun;
        synchronized (this) {
            if (succeeded <= before) {
                try (Connection connection = address.connect(applicationName)) {
                    catchUp(connection);
                }
            }
        }
    }

    /** Called after each change, on the thread that found it; must not block. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
    }

    private void follow() {
        boolean away = false;
        while (!closed) {
            try (Connection connection = address.connect(applicationName);
                    Statement statement = connection.createStatement()) {
                statement.execute("listen registry");
                if (away) {
                    log.info("registry: the database answers again");
                    away = false;
                }
                followOn(connection);
            } catch (SQLException | RuntimeException e) {
                if (!closed && !away) {
                    log.warn(
                            "registry: keeping what is known, the database is away: {}",
                            e.toString());
                    away = true;
                }
                pause();
            }
        }
    }

    private void followOn(Connection connection) throws SQLException {
        PGConnection notifications = connection.unwrap(PGConnection.class);
        while (!closed) {
            catchUp(connection);
            notifications.getNotifications((int) POLL.toMillis());
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void catchUp(Connection connection) throws SQLException {
        long time = ++begun;
        long before = revision;
        // One snapshot for all tables, so that one revision stands for all of them. A cursor needs
        // a transaction as well: without it the driver would hold all rows at once.
        connection.setAutoCommit(false);
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            long after = read(new RegistryRows(connection), before);
            connection.commit();
            revision = after;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        succeeded = time;
        currentAtNanos = System.nanoTime();
        if (revision != before) {
            listeners.forEach(Runnable::run);
        }
    }

    private long read(RegistryRows rows, long before) throws SQLException {
        long[] newest = {before};
        boolean[] rulesChanged = {false};
        boolean[] sensorsChanged = {false};
        rows.sensorsAfter(
                before,
                (row, at) -> {
                    put(row);
                    sensorsChanged[0] = true;
                    newest[0] = Math.max(newest[0], at);
                });
        rows.usersAfter(
                before,
                (user, at) -> {
                    userAccounts.put(user.name(), user);
                    newest[0] = Math.max(newest[0], at);
                });
        rows.rulesAfter(
                before,
                (row, at) -> {
                    put(row);
                    rulesChanged[0] = true;
                    newest[0] = Math.max(newest[0], at);
                });
        if (sensorsChanged[0]) {
            rows.metricNames(names -> metricNames = Map.copyOf(names));
        }
        if (rulesChanged[0]) {
            rules = new RuleBook(newest[0], rulesById.values());
        }
        return newest[0];
    }

    private void put(RegistryRows.SensorRow row) {
        Sensor sensor = row.sensor();
        AtomicReferenceArray<@Nullable Sensor> sensors = roomFor(sensor.key());
        sensors.set(sensor.key(), sensor);
        @Nullable SensorAccount account = row.account();
        if (account != null) {
            sensorAccounts.put(sensor.id(), account);
        }
        @Nullable Sensor before = sensorsById.put(sensor.id(), sensor);
        sizes.changed(before, sensor);
    }

    private void put(RegistryRows.RuleRow row) {
        @Nullable Rule rule = row.rule();
        if (rule == null) {
            rulesById.remove(row.id());
        } else {
            rulesById.put(row.id(), rule);
        }
    }

    private AtomicReferenceArray<@Nullable Sensor> roomFor(int key) {
        AtomicReferenceArray<@Nullable Sensor> sensors = sensorsByKey;
        if (key < sensors.length()) {
            return sensors;
        }
        AtomicReferenceArray<@Nullable Sensor> larger =
                new AtomicReferenceArray<>(Math.max(key + 1, sensors.length() * 2));
        for (int i = 0; i < sensors.length(); i++) {
            larger.set(i, sensors.get(i));
        }
        sensorsByKey = larger;
        return larger;
    }
}
