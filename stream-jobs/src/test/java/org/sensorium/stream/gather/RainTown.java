package org.sensorium.stream.gather;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Location;
import org.sensorium.model.Metric;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.model.Severity;
import org.sensorium.registry.view.RuleBook;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.log.Slice;

/**
 * Rain gauges over twenty kilometres, and the rain on them: showers that pass now and then, a front
 * that is far heavier than any, and one gauge that drifts. A reading a minute, rounded to a tenth
 * of a millimetre an hour. The same seed gives the same rain. Armed as a new system is.
 */
public final class RainTown implements Known.Opener {
    public static final short INTENSITY = 1;

    static final long START = 1_735_689_600_000_000L;
    static final long MINUTE = 60_000_000;
    static final int DAY = 24 * 60;

    private static final double SIDE_KM = 20;
    private static final double KM_PER_DEGREE = 111.195;
    private static final double SOUTH = 31.1;
    private static final double WEST = 121.3;
    private static final Map<String, RainTown> towns = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final transient Map<Integer, Sensor> sensors = new HashMap<>();
    private final transient RuleBook rules;
    private final transient Random dice;
    private final transient double[] east;
    private final transient double[] north;
    private final transient double[] catches;
    private final transient List<Band> bands = new ArrayList<>();
    private final transient int drifting;
    private transient int driftFrom = Integer.MAX_VALUE;

    /** Rain that comes from the west: its leading edge, width and speed in km and minutes. */
    private record Band(double atMinute, double widthKm, double kmPerMinute, double most) {
        double at(double kmEast, double minute) {
            double behind = (minute - atMinute) * kmPerMinute - kmEast;
            if (behind <= 0 || behind >= widthKm) {
                return 0;
            }
            double edge = Math.min(1, Math.min(behind, widthKm - behind) / 3);
            return most * edge;
        }
    }

    /**
     * @param gauges how many, in four districts
     */
    public RainTown(int gauges, long seed, Rule... besides) {
        dice = new Random(seed);
        east = new double[gauges];
        north = new double[gauges];
        catches = new double[gauges];
        drifting = dice.nextInt(gauges);
        for (int i = 0; i < gauges; i++) {
            east[i] = SIDE_KM * dice.nextDouble();
            north[i] = SIDE_KM * dice.nextDouble();
            catches[i] = 0.9 + 0.2 * dice.nextDouble();
            sensors.put(i, gauge(i));
        }
        List<Rule> armed = new ArrayList<>(List.of(besides));
        armed.add(rule(DetectorKind.SILENCE));
        armed.add(rule(DetectorKind.FLATLINE));
        armed.add(rule(DetectorKind.NOVELTY));
        armed.add(rule(DetectorKind.SENSOR_FAULT));
        rules = new RuleBook(1, armed);
        towns.put(name, this);
    }

    private Object readResolve() {
        return towns.get(name);
    }

    private Sensor gauge(int key) {
        double lat = SOUTH + north[key] / KM_PER_DEGREE;
        double lon = WEST + east[key] / KM_PER_DEGREE / Math.cos(Math.toRadians(SOUTH));
        return new Sensor(
                key,
                "gauge-" + key,
                "rain",
                "water",
                north[key] < SIDE_KM / 2 ? "south" : "north",
                new Location(lat, lon),
                null,
                Map.of("intensity", new Metric(INTENSITY, "intensity", "mm/h", 0, 200, null)),
                false);
    }

    private static Rule rule(DetectorKind kind) {
        return new Rule(
                "default-" + kind.code(),
                1,
                null,
                null,
                null,
                null,
                kind,
                Severity.WARNING,
                true,
                Map.of());
    }

    /** Some showers a day, until then. */
    RainTown showers(int untilMinute) {
        // What a shower can be, all gauges learn first.
        bands.add(new Band(5, 16, 0.8, 5));
        bands.add(new Band(80, 16, 0.8, 5));
        for (double at = 200; at < untilMinute; at += 150 + 500 * dice.nextDouble()) {
            bands.add(
                    new Band(
                            at,
                            5 + 15 * dice.nextDouble(),
                            0.4 + 0.4 * dice.nextDouble(),
                            0.5 + 4 * dice.nextDouble()));
        }
        return this;
    }

    /** Forty millimetres an hour at ten metres a second. */
    RainTown front(int atMinute) {
        bands.add(new Band(atMinute, 20, 0.6, 40));
        return this;
    }

    /** One gauge begins to drift: 15 mm/h in twelve hours, and it stays there. */
    RainTown drift(int fromMinute) {
        driftFrom = fromMinute;
        return this;
    }

    /** Two days and some hours, with showers, a drift, and the front at the end of it. */
    public List<Slice> story() {
        int front = 2 * DAY;
        showers(front - 300).drift(DAY + 200).front(front);
        List<Slice> slices = new ArrayList<>();
        for (int minute = 0; minute < front + 200; minute++) {
            slices.add(slice(minute));
        }
        return slices;
    }

    /** Its id. */
    public String driftingGauge() {
        return "gauge-" + drifting;
    }

    private double value(int gauge, int minute) {
        double rain = 0;
        for (Band band : bands) {
            rain += band.at(east[gauge], minute);
        }
        rain *= catches[gauge] * (1 + 0.05 * dice.nextGaussian());
        if (gauge == drifting && minute > driftFrom) {
            rain += 15 * Math.min(1, (minute - driftFrom) / 720.0) + 0.2 * dice.nextGaussian();
        }
        return Math.max(0, Math.rint(rain * 10) / 10);
    }

    /** A minute's readings as the log has them: received some seconds after they were measured. */
    Slice slice(int minute) {
        ReadingBatch batch = new ReadingBatch();
        long at = START + minute * MINUTE;
        for (int i = 0; i < sensors.size(); i++) {
            long measured = at + i * 100_000L;
            batch.add(i, INTENSITY, measured, value(i, minute), measured + 1_000_000);
        }
        return new Slice(minute + 1, at + 30_000_000, batch);
    }

    @Override
    public Known open() {
        return new Known() {
            @Override
            public @Nullable Sensor sensor(int sensorKey) {
                return sensors.get(sensorKey);
            }

            @Override
            public List<Rule> armed(Sensor sensor, String metric) {
                return rules.armed(sensor, metric);
            }

            @Override
            public int members(IncidentKind kind, String group) {
                return sensors.size();
            }

            @Override
            public long revision() {
                return rules.version();
            }

            @Override
            public void close() {}
        };
    }
}
