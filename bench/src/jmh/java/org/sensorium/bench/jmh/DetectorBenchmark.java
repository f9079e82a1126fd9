package org.sensorium.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;
import org.sensorium.stream.detector.Detector;
import org.sensorium.stream.detector.Memory;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One reading shown to one detector, each kind; what is learned is bounded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DetectorBenchmark {
    private static final long NOON_MICROS = 1_769_212_800_000_000L;
    private static final long SECOND_MICROS = 1_000_000;
    private static final Map<DetectorKind, Map<String, String>> PARAMETERS =
            Map.of(
                    DetectorKind.THRESHOLD, Map.of("above", "90", "clear", "85", "for", "PT0S"),
                    DetectorKind.RATE_OF_CHANGE, Map.of("perMinute", "100000"),
                    DetectorKind.FLATLINE,
                            Map.of("for", "PT1H", "readings", "30", "tolerance", "0"),
                    DetectorKind.SILENCE, Map.of("intervals", "5", "atLeast", "PT30S"),
                    DetectorKind.NOVELTY, Map.of("margin", "0.25", "warmup", "200", "hold", "100"),
                    DetectorKind.SENSOR_FAULT, Map.of("for", "PT15M", "times", "3"));

    @Param private DetectorKind kind;

    private Detector detector;
    private Memory memory;
    private long micros;
    private int dice = 1;

    @Setup
    public void prepare() {
        Rule rule =
                new Rule(
                        "bench",
                        1,
                        null,
                        null,
                        null,
                        null,
                        kind,
                        Severity.WARNING,
                        true,
                        PARAMETERS.get(kind));
        detector = Detector.of(rule, null);
        memory = Memory.fresh(kind);
        micros = NOON_MICROS;
    }

    @Benchmark
    public double reading(Blackhole found) {
        micros += SECOND_MICROS;
        dice ^= dice << 13;
        dice ^= dice >>> 17;
        dice ^= dice << 5;
        double value = 20 + Math.floorMod(dice, 6000) / 100.0;
        return detector.observe(memory, micros, value, micros, found::consume);
    }
}
