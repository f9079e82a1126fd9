package org.sensorium.faults.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.publish.Accounts;
import org.sensorium.simulator.publish.FleetPublisher;
import org.sensorium.simulator.publish.Limits;
import org.sensorium.simulator.publish.Message;
import org.sensorium.simulator.publish.Pacer;
import org.sensorium.simulator.publish.SensorFleet;
import org.sensorium.simulator.publish.SignIn;
import org.sensorium.simulator.register.Console;
import org.sensorium.simulator.register.Registrar;
import org.sensorium.simulator.register.SensorRegistration;
import org.sensorium.simulator.register.SensorRegistration.MetricRegistration;
import org.sensorium.simulator.settings.Surroundings;
import org.sensorium.simulator.verify.Ledger;

/**
 * The probes of one fault: registered on the way in, publishing until they are told to stop,
 * whatever happens to the system. A thread of its own paces them; the MQTT client sends again what
 * was not acknowledged.
 */
public final class ProbeFleet implements AutoCloseable {
    private static final Limits LIMITS = new Limits(20, 200_000, true, Duration.ofMillis(500));
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

    /** All times are multiples of it. */
    public static final long STEP_MILLIS = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final FleetPlan plan;
    private final Signal signal;
    private final Random dice;
    private final Ledger ledger = new Ledger();
    private final Accounts accounts = new Accounts();
    private final SensorFleet connections;
    private final FleetPublisher publisher;
    private final Thread pace = new Thread(this::publish, "pace");
    private final Queue<Due> heldBack = new PriorityQueue<>(Comparator.comparingLong(Due::atNanos));
    private volatile Habit habit = Habit.USUAL;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    private record Due(Message message, long atNanos) {}

    /** Registers and signs in, publishes nothing yet. */
    public ProbeFleet(FleetPlan plan, Surroundings surroundings) throws InterruptedException {
        this.plan = plan;
        this.signal = new Signal(plan.seed());
        this.dice = new Random(plan.seed());
        List<String> ids = IntStream.range(0, plan.sensors()).mapToObj(plan::id).toList();
        Map<String, String> passwords = register(ids, surroundings);
        ids.forEach(id -> ledger.addSensor(id, List.of(Signal.METRICS)));
        this.connections = new SensorFleet(surroundings.mqttUrl(), LONGEST_BACK_OFF);
        this.publisher =
                new FleetPublisher(
                        connections.of(ids, ids.stream().map(passwords::get).toList()),
                        LIMITS,
                        accounts,
                        ledger,
                        System::nanoTime);
        new SignIn(publisher, accounts).all(plan.sensors(), () -> false, count -> {});
    }

    private Map<String, String> register(List<String> ids, Surroundings surroundings)
            throws InterruptedException {
        Duration interval = Duration.ofSeconds(1);
        List<MetricRegistration> metrics = new ArrayList<>();
        for (String metric : Signal.METRICS) {
            metrics.add(new MetricRegistration(metric, "1", -1000.0, 1000.0, interval));
        }
        List<SensorRegistration> rows =
                ids.stream()
                        .map(
                                id ->
                                        new SensorRegistration(
                                                id,
                                                plan.type(),
                                                "faults",
                                                plan.district(),
                                                plan.place().lat(),
                                                plan.place().lon(),
                                                metrics))
                        .toList();
        return new Registrar(Console.of(surroundings))
                .register(Map.of("faults", "Fault injection"), rows, done -> {});
    }

    /** Begins to publish. */
    public void start() {
        pace.setDaemon(true);
        pace.start();
    }

    /** From the next message on. */
    public void habit(Habit next) {
        habit = next;
    }

    /** Ids of all sensors, by their index. */
    public List<String> ids() {
        return IntStream.range(0, plan.sensors()).mapToObj(plan::id).toList();
    }

    /** What was sent and what was acknowledged; complete once {@link #stop} has returned. */
    public Ledger ledger() {
        return ledger;
    }

    /** The books. */
    public Accounts accounts() {
        return accounts;
    }

    /**
     * Publishes no more and waits until everything is acknowledged.
     *
     * @return whether everything was
     */
    public boolean stop() throws InterruptedException {
        over = true;
        pace.join();
        if (failure != null) {
            throw failure;
        }
        boolean settled = publisher.awaitSettled(PATIENCE, () -> true);
        publisher.close();
        return settled;
    }

    @Override
    public void close() {
        over = true;
        publisher.close();
        connections.close();
    }

    private void publish() {
        try {
            long start = System.currentTimeMillis() / STEP_MILLIS * STEP_MILLIS;
            Pacer pacer = new Pacer(plan.sensors(), System::nanoTime);
            long next = 0;
            while (!over) {
                for (long due = pacer.due(); due > 0 && !over; due--) {
                    send(sample(next++, start));
                }
                sendWhatIsDue(System.nanoTime());
                publisher.tick();
                TimeUnit.MILLISECONDS.sleep(5);
            }
            sendWhatIsDue(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private Sample sample(long number, long startMillis) {
        int sensor = (int) (number % plan.sensors());
        long first =
                startMillis + number / plan.sensors() * 1000 - (plan.entries() - 1L) * STEP_MILLIS;
        long[] times = new long[plan.entries()];
        double[] values = new double[times.length * Sample.METRICS];
        for (int i = 0; i < times.length; i++) {
            times[i] = first + i * 1000L / plan.entries() / STEP_MILLIS * STEP_MILLIS;
            for (int m = 0; m < Sample.METRICS; m++) {
                values[i * Sample.METRICS + m] = signal.value(sensor, m, times[i]);
            }
        }
        return new Sample(sensor, times, values);
    }

    private void send(Sample sample) throws InterruptedException {
        for (Habit.Planned each : habit.of(sample, dice)) {
            if (each.delayMillis() == 0) {
                publisher.submit(each.message(), () -> over);
            } else {
                long at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(each.delayMillis());
                heldBack.add(new Due(each.message(), at));
            }
        }
    }

    private void sendWhatIsDue(long nowNanos) throws InterruptedException {
        while (!heldBack.isEmpty() && heldBack.peek().atNanos() <= nowNanos) {
            publisher.submit(heldBack.remove().message(), () -> false);
        }
    }
}
