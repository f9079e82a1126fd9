package org.sensorium.simulator.signals;

import org.sensorium.simulator.signals.Weather.Field;

/**
 * The weather where one sensor hangs, looked up again at most once a second of event time. Not
 * thread-safe.
 */
final class LocalWeather {
    private static final long FRESH_MILLIS = 1000;
    private static final double YEAR_MILLIS = 365.2425 * 86_400_000;

    /** The coldest days are at the end of January. */
    private static final double COLDEST_MILLIS = 27 * 86_400_000.0;

    private final Weather weather;
    private final double kmEast;
    private final double kmNorth;
    private long lookedUpAt = Long.MIN_VALUE;
    private double temperature;
    private double wind;
    private double rain;
    private double warmth;

    LocalWeather(Weather weather, double kmEast, double kmNorth) {
        this.weather = weather;
        this.kmEast = kmEast;
        this.kmNorth = kmNorth;
    }

    void lookUp(long epochMillis) {
        if (lookedUpAt != Long.MIN_VALUE && Math.abs(epochMillis - lookedUpAt) < FRESH_MILLIS) {
            return;
        }
        lookedUpAt = epochMillis;
        warmth = weather.at(Field.WARMTH, kmEast, kmNorth, epochMillis);
        wind = 3.5 + 3 * weather.at(Field.WIND, kmEast, kmNorth, epochMillis);
        wind = Math.max(0.2, wind);
        rain = Math.max(0, weather.at(Field.RAIN, kmEast, kmNorth, epochMillis) - 0.35) * 20;
        double season = -Math.cos(2 * Math.PI * (epochMillis - COLDEST_MILLIS) / YEAR_MILLIS);
        temperature =
                17
                        + 11 * season
                        + 4 * warmth
                        + 6 * (Rhythm.SUN.level(epochMillis) - 0.5)
                        - 0.15 * rain;
    }

    /** Air temperature, °C. */
    double temperature() {
        return temperature;
    }

    /** Wind, m/s, at least 0.2. */
    double wind() {
        return wind;
    }

    /** Rain, mm/h, 0 when dry. */
    double rain() {
        return rain;
    }

    /** Air mass, −1 (cold, high pressure in winter) to 1. */
    double warmth() {
        return warmth;
    }
}
