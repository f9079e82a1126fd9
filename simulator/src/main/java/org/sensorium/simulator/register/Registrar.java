package org.sensorium.simulator.register;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Registers whole fleets, in portions, and collects the credentials. Sensors that exist already are
 * fine.
 */
public final class Registrar {
    /**
     * Small enough that request and answer fit into socket buffers whatever the order of reading
     * and writing.
     */
    private static final int PORTION = 1000;

    private final Console console;
    private final Set<String> existing = new HashSet<>();

    /** Registers by this console. */
    public Registrar(Console console) {
        this.console = console;
    }

    /**
     * Creates departments, then sensors.
     *
     * @param departments display name by id
     * @param sensors any number
     * @param progress told how many sensors are done
     * @return the password of each sensor by its id
     * @throws ConsoleProblem if the console does not answer, or rejects a sensor
     */
    public Map<String, String> register(
            Map<String, String> departments,
            List<SensorRegistration> sensors,
            LongConsumer progress)
            throws InterruptedException {
        for (Map.Entry<String, String> department : departments.entrySet()) {
            console.ensureDepartment(department.getKey(), department.getValue());
        }
        Map<String, String> passwords = new HashMap<>();
        for (int from = 0; from < sensors.size(); from += PORTION) {
            List<SensorRegistration> portion =
                    sensors.subList(from, Math.min(sensors.size(), from + PORTION));
            console.register(portion, from + 1, result -> accept(result, passwords, progress));
        }
        for (SensorRegistration sensor : sensors) {
            if (!passwords.containsKey(sensor.id())) {
                throw new ConsoleProblem(
                        "the console gave no credentials for sensor '" + sensor.id() + "'", 200);
            }
        }
        return passwords;
    }

    /**
     * Gives those of the sensors just registered that had been there before the metrics they lack.
     *
     * @throws ConsoleProblem if the console does not answer, or refuses
     */
    public void completeMetrics(List<SensorRegistration> sensors) throws InterruptedException {
        for (SensorRegistration sensor : sensors) {
            if (existing.contains(sensor.id())) {
                console.addMissingMetrics(sensor);
            }
        }
    }

    private void accept(RowResult result, Map<String, String> passwords, LongConsumer progress) {
        if (result.rejected()) {
            throw new ConsoleProblem(
                    "the console rejected sensor '" + result.id() + "': " + result.problem(), 422);
        }
        if (result.status().equals("exists")) {
            existing.add(result.id());
        }
        if (result.password() != null) {
            passwords.put(result.id(), result.password());
        }
        progress.accept(passwords.size());
    }
}
