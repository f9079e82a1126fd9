package org.sensorium.stream.observe;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import org.apache.flink.metrics.Gauge;

/**
 * A histogram of seconds with fixed buckets, from 5 ms to a minute. Registered as a gauge of
 * itself: Flink's own histograms are samples with quantiles, which cannot be added up across
 * processes. For any thread.
 */
public final class Latency implements Gauge<Latency> {
    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final String help;
    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length + 1);
    private final DoubleAdder sum = new DoubleAdder();

    /**
     * @param help what is measured, from where to where
     */
    public Latency(String help) {
        this.help = help;
    }

    public void record(double seconds) {
        int i = 0;
        while (i < BOUNDS.length && seconds > BOUNDS[i]) {
            i++;
        }
        counts.incrementAndGet(i);
        sum.add(seconds);
    }

    @Override
    public Latency getValue() {
        return this;
    }

    String help() {
        return help;
    }

    /** Appends the samples in Prometheus' text format. */
    void write(StringBuilder out, String name) {
        long below = 0;
        for (int i = 0; i <= BOUNDS.length; i++) {
            below += counts.get(i);
            out.append(name)
                    .append("_bucket{le=\"")
                    .append(i < BOUNDS.length ? String.valueOf(BOUNDS[i]) : "+Inf")
                    .append("\"} ")
                    .append(below)
                    .append('\n');
        }
        out.append(name).append("_sum ").append(sum.sum()).append('\n');
        out.append(name).append("_count ").append(below).append('\n');
    }
}
