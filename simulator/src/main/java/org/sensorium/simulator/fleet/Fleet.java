package org.sensorium.simulator.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.sensorium.simulator.dice.Randomness;

/**
 * All sensors of a run. The same prefix, size and seed give the same fleet, down to ids and places,
 * so that a second run finds its sensors registered. A larger fleet of the same seed contains the
 * smaller one.
 */
public final class Fleet {
    private final List<SimulatedSensor> sensors;
    private final long seed;
    private final int metricCount;

    private Fleet(List<SimulatedSensor> sensors, long seed) {
        this.sensors = List.copyOf(sensors);
        this.seed = seed;
        this.metricCount = sensors.stream().mapToInt(s -> s.metrics().size()).sum();
    }

    /**
     * Builds a fleet.
     *
     * @param prefix first part of every sensor id, such as {@code sim}
     * @param size number of sensors, at least 1
     * @param seed any number
     */
    public static Fleet of(String prefix, int size, long seed) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "a fleet of " + size + " sensors; at least 1 is needed");
        }
        List<SimulatedSensor> sensors = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sensors.add(sensor(prefix, i, seed));
        }
        return new Fleet(sensors, seed);
    }

    /** The sensors, in the order of their index. */
    public List<SimulatedSensor> sensors() {
        return sensors;
    }

    /** The seed it was built from. */
    public long seed() {
        return seed;
    }

    /** Metrics of all sensors together: the number of readings when each sensor reports once. */
    public int metricCount() {
        return metricCount;
    }

    /** Ids of the departments that own the sensors, sorted. */
    public Set<String> departments() {
        Set<String> departments = new TreeSet<>();
        sensors.forEach(sensor -> departments.add(sensor.kind().department()));
        return departments;
    }

    private static SimulatedSensor sensor(String prefix, int index, long seed) {
        Randomness dice = new Randomness(Randomness.mix(seed, index));
        SensorKind kind = kind(index, dice);
        District district = City.DISTRICTS.get(dice.nextInt(City.DISTRICTS.size()));
        double distanceKm = district.radiusKm() * Math.sqrt(dice.nextDouble());
        double angle = 2 * Math.PI * dice.nextDouble();
        double lat = district.lat() + distanceKm * Math.sin(angle) / City.KM_PER_DEGREE_LAT;
        double lon = district.lon() + distanceKm * Math.cos(angle) / City.KM_PER_DEGREE_LON;
        String id =
                String.format(Locale.ROOT, "%s-%d-%s-%05d", prefix, seed, kind.code(), index + 1);
        return new SimulatedSensor(index, id, kind, district, rounded(lat), rounded(lon));
    }

    /** The first six sensors are one of each kind, so that the smallest fleets show them all. */
    private static SensorKind kind(int index, Randomness dice) {
        SensorKind[] kinds = SensorKind.values();
        int percent = dice.nextInt(100);
        if (index < kinds.length) {
            return kinds[index];
        }
        for (SensorKind kind : kinds) {
            percent -= kind.percent();
            if (percent < 0) {
                return kind;
            }
        }
        return kinds[0];
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }
}
