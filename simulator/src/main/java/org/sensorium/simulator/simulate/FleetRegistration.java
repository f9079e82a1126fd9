package org.sensorium.simulator.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sensorium.simulator.fleet.City;
import org.sensorium.simulator.fleet.Fleet;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.fleet.SimulatedSensor;
import org.sensorium.simulator.progress.Progress;
import org.sensorium.simulator.register.Console;
import org.sensorium.simulator.register.Registrar;
import org.sensorium.simulator.register.SensorRegistration;
import org.sensorium.simulator.register.SensorRegistration.MetricRegistration;
import org.sensorium.simulator.settings.Surroundings;

/** Makes a fleet known to the running system. */
final class FleetRegistration {
    private final Surroundings surroundings;
    private final Progress progress;

    FleetRegistration(Surroundings surroundings, Progress progress) {
        this.surroundings = surroundings;
        this.progress = progress;
    }

    /** Registers all sensors; gives their passwords in the order of their indexes. */
    List<String> register(Fleet fleet, SimulationPlan plan) throws InterruptedException {
        Map<String, String> departments = new LinkedHashMap<>();
        fleet.departments().forEach(id -> departments.put(id, City.departmentName(id)));
        double stepMillis = plan.schedule(fleet, 0).stepMillis();
        // At least a second: what is faster is a load test's, and no interval to be silent after.
        Duration interval = Duration.ofSeconds(Math.max(1, Math.round(stepMillis / 1000)));
        List<SensorRegistration> rows = new ArrayList<>();
        for (SimulatedSensor sensor : fleet.sensors()) {
            rows.add(registration(sensor, interval));
        }
        Console console = Console.of(surroundings);
        Map<String, String> passwords =
                new Registrar(console)
                        .register(
                                departments,
                                rows,
                                done ->
                                        progress.update(
                                                () ->
                                                        "registering: "
                                                                + Progress.count(done)
                                                                + " of "
                                                                + Progress.count(rows.size())));
        List<String> inOrder = new ArrayList<>();
        for (SimulatedSensor sensor : fleet.sensors()) {
            inOrder.add(passwords.getOrDefault(sensor.id(), ""));
        }
        return inOrder;
    }

    private static SensorRegistration registration(SimulatedSensor sensor, Duration interval) {
        List<MetricRegistration> metrics = new ArrayList<>();
        for (MetricPlan metric : sensor.metrics()) {
            metrics.add(
                    new MetricRegistration(
                            metric.name(), metric.unit(), metric.min(), metric.max(), interval));
        }
        return new SensorRegistration(
                sensor.id(),
                sensor.kind().typeName(),
                sensor.kind().department(),
                sensor.district().name(),
                sensor.lat(),
                sensor.lon(),
                metrics);
    }
}
