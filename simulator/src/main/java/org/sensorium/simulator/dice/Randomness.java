package org.sensorium.simulator.dice;

/**
 * A small, fast, seeded source of random numbers (SplitMix64: Steele, Lea, Flood 2014). 8 bytes of
 * state; not thread-safe and not for secrets.
 */
public final class Randomness {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts from a seed; near seeds give unrelated numbers. */
    public Randomness(long seed) {
        this.state = mix(seed);
    }

    /** A well-mixed function of one number. */
    public static long mix(long number) {
        long z = number + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A well-mixed function of two numbers, not symmetric. */
    public static long mix(long first, long second) {
        return mix(mix(first) ^ (second * GOLDEN + 0x632BE59BD9B4E019L));
    }

    /** The next 64 random bits. */
    public long nextLong() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 … bound − 1; bound at least 1. */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Uniform in [from, to). */
    public double between(double from, double to) {
        return from + (to - from) * nextDouble();
    }

    /** True in the given share of calls. */
    public boolean chance(double share) {
        return share > 0 && nextDouble() < share;
    }

    /**
     * About normal, mean 0, deviation 1: the sum of four 16-bit uniforms, so never beyond ±3.5.
     * Cheap, and a sensor's ordinary noise has no far tails anyway.
     */
    public double nextGaussian() {
        long bits = nextLong();
        double sum =
                (bits & 0xFFFF)
                        + ((bits >>> 16) & 0xFFFF)
                        + ((bits >>> 32) & 0xFFFF)
                        + (bits >>> 48);
        return (sum - 2 * 65535) * (1 / (65536 * 0.57735026919));
    }
}
