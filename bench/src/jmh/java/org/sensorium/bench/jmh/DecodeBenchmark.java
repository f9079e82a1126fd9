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
import org.sensorium.ingest.decode.MessageDecoder;
import org.sensorium.ingest.decode.UndecodableException;
import org.sensorium.ingest.validate.Validator;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.Metric;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.Sensor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One message from bytes to readings in columns, judged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    private static final long NOON = 1_769_212_800_000L;
    private static final String TOPIC = "readings/a";

    @Param({"1", "10", "50"})
    private int readings;

    private final MessageDecoder decoder = new MessageDecoder();
    private final ReadingBatch batch = new ReadingBatch();
    private final List<DeadLetter> letters = new ArrayList<>();
    private Validator validator;
    private byte[] payload;

    @Setup
    public void prepare() {
        Metric metric = new Metric((short) 1, "level", "m", 0, 100, null);
        Sensor sensor =
                new Sensor(
                        1,
                        "a",
                        "bench",
                        "bench",
                        "centre",
                        null,
                        null,
                        Map.of("level", metric),
                        false);
        validator = new Validator(id -> sensor, null, batch, letters);
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < readings; i++) {
            text.append(i == 0 ? "" : ",");
            text.append("{\"ts\":").append(NOON + i).append(",\"values\":{\"level\":");
            text.append(20 + i * 31 % 60).append('.').append(10 + i % 90).append("}}");
        }
        payload = text.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public int message() throws UndecodableException {
        batch.clear();
        validator.begin(TOPIC, payload, NOON * 1000);
        decoder.decode(payload, NOON * 1000, validator);
        if (batch.size() != readings) {
            throw new IllegalStateException("refused: " + letters);
        }
        return batch.size();
    }
}
