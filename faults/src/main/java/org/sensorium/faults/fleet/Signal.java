package org.sensorium.faults.fleet;

/**
 * What a probe measures: a function of seed, sensor, metric and time, so that whoever asks twice is
 * told the same. {@code level} lies about 50 and exceeds 140 for some seconds now and then, so that
 * alerts come and go; {@code flow} is noise.
 */
final class Signal {
    /** In the order of the values of a message. */
    static final String[] METRICS = {"level", "flow"};

    private static final double THOUSANDTHS = 1000.0;

    private final long seed;

    Signal(long seed) {
        this.seed = seed;
    }

    double value(int sensor, int metric, long timeMillis) {
        long dice = mix(seed ^ mix(sensor * 31L + metric) ^ timeMillis);
        double noise = Math.floorMod(dice, 20_000) / THOUSANDTHS;
        if (metric == 1) {
            return noise;
        }
        return (isExcited(sensor, timeMillis) ? 140 : 40) + noise;
    }

    /** For 3 to 6 s of every 20 to 40 s. */
    private boolean isExcited(int sensor, long timeMillis) {
        long own = mix(seed + sensor);
        long period = 20_000 + Math.floorMod(own, 20_000);
        long length = 3_000 + Math.floorMod(own >> 20, 3_000);
        return Math.floorMod(timeMillis + (own >> 8), period) < length;
    }

    /** Finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
