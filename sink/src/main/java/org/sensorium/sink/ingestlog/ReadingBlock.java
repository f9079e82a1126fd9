package org.sensorium.sink.ingestlog;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.sensorium.model.ReadingBatch;

/**
 * The binary form of a batch in the ingest log.
 *
 * <p>Layout: a version byte (1), the number of readings, then for each reading the sensor key, the
 * metric key, the event time and the time of receipt, each as the zigzag variable-length difference
 * from the reading before, and the value as 8 bytes, big endian. Sorted batches take some 14 bytes
 * a reading. Source of the number format: Protocol Buffers' encoding of varints and zigzag.
 */
public final class ReadingBlock {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + 5;
    private static final int MOST_BYTES_EACH = 5 + 3 + 10 + 10 + 8;

    private ReadingBlock() {}

    /** The whole batch as one block. */
    public static byte[] encode(ReadingBatch batch) {
        byte[] room = new byte[HEADER_BYTES + batch.size() * MOST_BYTES_EACH];
        ByteBuffer out = ByteBuffer.wrap(room).order(ByteOrder.BIG_ENDIAN);
        out.put(VERSION);
        writeVarint(out, batch.size());
        long sensor = 0;
        long metric = 0;
        long time = 0;
        long received = 0;
        for (int i = 0; i < batch.size(); i++) {
            writeDifference(out, batch.sensorKey(i) - sensor);
            writeDifference(out, batch.metricKey(i) - metric);
            writeDifference(out, batch.timeMicros(i) - time);
            writeDifference(out, batch.receivedMicros(i) - received);
            out.putDouble(batch.value(i));
            sensor = batch.sensorKey(i);
            metric = batch.metricKey(i);
            time = batch.timeMicros(i);
            received = batch.receivedMicros(i);
        }
        return Arrays.copyOf(room, out.position());
    }

    /**
     * Appends the block's readings to the batch, in the order in which they were encoded.
     *
     * @throws IllegalArgumentException if the block is of another version or truncated
     */
    public static void decode(byte[] block, ReadingBatch into) {
        ByteBuffer in = ByteBuffer.wrap(block).order(ByteOrder.BIG_ENDIAN);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "block of version " + version + ": only " + VERSION + " is known");
            }
            readReadings(in, into);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("block ends early, at byte " + block.length, e);
        }
    }

    private static void readReadings(ByteBuffer in, ReadingBatch into) {
        int count = (int) readVarint(in);
        long sensor = 0;
        long metric = 0;
        long time = 0;
        long received = 0;
        for (int i = 0; i < count; i++) {
            sensor += readDifference(in);
            metric += readDifference(in);
            time += readDifference(in);
            received += readDifference(in);
            into.add((int) sensor, (short) metric, time, in.getDouble(), received);
        }
    }

    private static void writeDifference(ByteBuffer out, long difference) {
        writeVarint(out, (difference << 1) ^ (difference >> 63));
    }

    private static long readDifference(ByteBuffer in) {
        long zigzag = readVarint(in);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private static void writeVarint(ByteBuffer out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long readVarint(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number in the block is longer than 64 bits");
    }
}
