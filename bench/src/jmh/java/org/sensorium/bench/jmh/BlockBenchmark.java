package org.sensorium.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.ingestlog.ReadingBlock;

import java.util.concurrent.TimeUnit;

/** A log entry's block, a reading: a hundred sensors' fifty readings each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlockBenchmark {
    private static final int READINGS = 5_000;
    private static final long NOON_MICROS = 1_769_212_800_000_000L;

    private final ReadingBatch batch = new ReadingBatch();
    private final ReadingBatch decoded = new ReadingBatch();
    private byte[] block;

    @Setup
    public void prepare() {
        for (int i = 0; i < READINGS; i++) {
            long micros = NOON_MICROS + i % 50 * 1000;
            batch.add(i / 50, (short) 1, micros, 20 + i * 31 % 6000 / 100.0, micros + 3000);
        }
        block = ReadingBlock.encode(batch);
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public byte[] encode() {
        return ReadingBlock.encode(batch);
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public int decode() {
        decoded.clear();
        ReadingBlock.decode(block, decoded);
        return decoded.size();
    }
}
