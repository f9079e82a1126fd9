package org.sensorium.sink.ingestlog;

/**
 * One commit of a gateway.
 *
 * @param inbox whose log it is in
 * @param sequence its place there; counts up, with gaps
 * @param receivedMicros the gateway's receipt clock: whatever was received before is in this or in
 *     an earlier entry
 * @param readingCount readings in the block; 0 for a heartbeat
 * @param block for {@link ReadingBlock#decode}
 */
public record LogEntry(
        String inbox, long sequence, long receivedMicros, int readingCount, byte[] block) {}
