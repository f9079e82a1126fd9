package org.sensorium.stream.window;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.util.concurrent.TimeUnit;

/** One reading into its sensor's minutes, a second after the last; each minute is given once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RollUpBenchmark {
    private static final long SECOND_MICROS = 1_000_000;
    private static final long LATENESS_MICROS = 300 * SECOND_MICROS;

    private final SensorMinutes sensor = new SensorMinutes(1);
    private long micros = 1_769_212_800L * SECOND_MICROS;

    @Benchmark
    public void reading(Blackhole given) {
        micros += SECOND_MICROS;
        sensor.add((short) 1, micros, micros % 97, LATENESS_MICROS, given::consume);
    }
}
