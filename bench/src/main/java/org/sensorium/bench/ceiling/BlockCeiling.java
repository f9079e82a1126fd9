package org.sensorium.bench.ceiling;

import java.util.function.IntSupplier;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.ingestlog.ReadingBlock;

/** Encoding and decoding blocks of the ingest log, on one thread: readings a second. */
final class BlockCeiling {
    private static final int READINGS = 5_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double WARM_UP = 0.4;
    private static final long MICROS = 1_769_212_800_000_000L;

    private final ReadingBatch batch = new ReadingBatch();
    private final byte[] block;
    private final ReadingBatch decoded = new ReadingBatch();

    BlockCeiling() {
        for (int i = 0; i < READINGS; i++) {
            long micros = MICROS + i % 50 * 1000;
            batch.add(i / 50, (short) 1, micros, 20 + i * 31 % 6000 / 100.0, micros + 3000);
        }
        block = ReadingBlock.encode(batch);
    }

    /** Of a block of a hundred sensors' fifty readings each. */
    double bytesPerReading() {
        return (double) block.length / READINGS;
    }

    double encode(double seconds) {
        return rate(seconds, () -> ReadingBlock.encode(batch).length);
    }

    double decode(double seconds) {
        return rate(
                seconds,
                () -> {
                    decoded.clear();
                    ReadingBlock.decode(block, decoded);
                    return decoded.size();
                });
    }

    private static double rate(double seconds, IntSupplier once) {
        long start = System.nanoTime();
        double from = 0;
        double now = 0;
        long readings = 0;
        while (now < seconds) {
            if (once.getAsInt() <= 0) {
                throw new IllegalStateException("a block came to nothing");
            }
            now = (System.nanoTime() - start) / NANOS_PER_SECOND;
            if (from > 0) {
                readings += READINGS;
            } else if (now > seconds * WARM_UP) {
                from = now;
            }
        }
        return readings / (now - from);
    }
}
