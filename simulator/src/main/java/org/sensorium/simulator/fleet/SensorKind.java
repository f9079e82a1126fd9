package org.sensorium.simulator.fleet;

import java.util.List;

/**
 * The kinds of sensors in the city. The order of the metrics is the order in which {@code signals}
 * fills in their values.
 */
public enum SensorKind {
    /** Street-side air quality station. */
    AIR_QUALITY(
            "air_quality",
            "environment",
            "air",
            24,
            List.of(
                    new MetricPlan("pm25", "ug/m3", 0, 1000, 1, 3),
                    new MetricPlan("pm10", "ug/m3", 0, 2000, 1, 5),
                    new MetricPlan("no2", "ug/m3", 0, 1000, 1, 4),
                    new MetricPlan("o3", "ug/m3", 0, 800, 1, 4))),
    /** Sound level meter. */
    NOISE(
            "noise",
            "environment",
            "noise",
            18,
            List.of(
                    new MetricPlan("laeq", "dB", 20, 130, 1, 2),
                    new MetricPlan("lamax", "dB", 20, 140, 1, 4))),
    /** Gauge in a river, canal or storm drain. */
    WATER_LEVEL(
            "water_level",
            "water",
            "water",
            12,
            List.of(
                    new MetricPlan("level", "m", -2, 15, 3, 0.01),
                    new MetricPlan("discharge", "m3/s", 0, 5000, 2, 1))),
    /** Induction loop or camera that counts vehicles. */
    TRAFFIC(
            "traffic",
            "transport",
            "road",
            20,
            List.of(
                    new MetricPlan("speed", "km/h", 0, 200, 1, 3),
                    new MetricPlan("flow", "1/h", 0, 10_000, 0, 40),
                    new MetricPlan("occupancy", "%", 0, 100, 1, 1.5))),
    /** Weather mast. */
    WEATHER(
            "weather",
            "environment",
            "met",
            12,
            List.of(
                    new MetricPlan("temperature", "Cel", -50, 60, 2, 0.1),
                    new MetricPlan("humidity", "%", 0, 100, 1, 0.8),
                    new MetricPlan("pressure", "hPa", 850, 1100, 1, 0.2))),
    /** Feeder of a transformer station. */
    POWER(
            "power",
            "energy",
            "pwr",
            14,
            List.of(
                    new MetricPlan("load", "kW", 0, 5000, 1, 6),
                    new MetricPlan("voltage", "V", 0, 500, 1, 0.6)));

    private final String typeName;
    private final String department;
    private final String code;
    private final int percent;
    private final List<MetricPlan> metrics;

    SensorKind(
            String typeName,
            String department,
            String code,
            int percent,
            List<MetricPlan> metrics) {
        this.typeName = typeName;
        this.department = department;
        this.code = code;
        this.percent = percent;
        this.metrics = metrics;
    }

    /** The registered type, such as {@code air_quality}. */
    public String typeName() {
        return typeName;
    }

    /** Id of the department that owns sensors of this kind. */
    public String department() {
        return department;
    }

    /** Short word in sensor ids. */
    public String code() {
        return code;
    }

    /** Share of the fleet, in percent; all kinds together make 100. */
    public int percent() {
        return percent;
    }

    /** What it measures, at least one metric. */
    public List<MetricPlan> metrics() {
        return metrics;
    }
}
