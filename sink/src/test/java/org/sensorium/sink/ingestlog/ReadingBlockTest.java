package org.sensorium.sink.ingestlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sensorium.model.ReadingBatch;

class ReadingBlockTest {
    record Reading(int sensor, short metric, long time, double value, long received) {}

    @Property(tries = 300)
    void whatIsEncodedIsDecoded(@ForAll("readings") List<Reading> readings) {
        ReadingBatch batch = batchOf(readings);
        ReadingBatch decoded = new ReadingBatch();

        ReadingBlock.decode(ReadingBlock.encode(batch), decoded);

        assertThat(readingsOf(decoded)).isEqualTo(readings);
    }

    @Example
    void aBlockOfAnotherVersionIsRefusedByNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadingBlock.decode(new byte[] {9, 0}, new ReadingBatch()))
                .withMessageContaining("version 9");
    }

    @Example
    void aTruncatedBlockIsRefused() {
        byte[] block = ReadingBlock.encode(batchOf(List.of(new Reading(1, (short) 2, 3, 4, 5))));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ReadingBlock.decode(
                                        Arrays.copyOf(block, block.length - 1), new ReadingBatch()))
                .withMessageContaining("ends early");
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.shorts(),
                        Arbitraries.longs(),
                        Arbitraries.doubles(),
                        Arbitraries.longs())
                .as(Reading::new)
                .list()
                .ofMaxSize(50);
    }

    private static ReadingBatch batchOf(List<Reading> readings) {
        ReadingBatch batch = new ReadingBatch();
        readings.forEach(r -> batch.add(r.sensor, r.metric, r.time, r.value, r.received));
        return batch;
    }

    private static List<Reading> readingsOf(ReadingBatch batch) {
        Reading[] readings = new Reading[batch.size()];
        Arrays.setAll(
                readings,
                i ->
                        new Reading(
                                batch.sensorKey(i),
                                batch.metricKey(i),
                                batch.timeMicros(i),
                                batch.value(i),
                                batch.receivedMicros(i)));
        return List.of(readings);
    }
}
