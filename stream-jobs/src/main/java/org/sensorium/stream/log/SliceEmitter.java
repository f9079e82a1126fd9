package org.sensorium.stream.log;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.sensorium.model.ReadingBatch;

/**
 * Emits an entry's readings, then its clock as watermark, and moves the offset past it: all in one
 * step, so that no checkpoint falls in between.
 *
 * <p>{@code sensorium_log_readings_total} counts readings when emitted.
 */
final class SliceEmitter implements RecordEmitter<Slice, Reading, InboxProgress> {
    private static final long MICROS_PER_MILLI = 1000;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Counter readings;
    private volatile long clockMicros = Long.MIN_VALUE;

    SliceEmitter(MetricGroup metrics) {
        MetricGroup ours = metrics.addGroup("sensorium").addGroup("log");
        readings = ours.counter("readings");
        ours.gauge("behind_seconds", this::behindSeconds);
    }

    /** How far the log's clock is behind the wall clock: grows while the gateway is down. */
    private double behindSeconds() {
        long clock = clockMicros;
        return clock == Long.MIN_VALUE
                ? 0
                : System.currentTimeMillis() / 1e3 - clock / MICROS_PER_SECOND;
    }

    @Override
    public void emitRecord(Slice slice, SourceOutput<Reading> output, InboxProgress progress) {
        if (slice.isQuiet()) {
            output.markIdle();
            return;
        }
        if (slice.sequence() <= progress.offset()) {
            return; // fetched before a failure that gave the split back, and emitted then
        }
        long clockMillis = Math.floorDiv(slice.clockMicros(), MICROS_PER_MILLI);
        ReadingBatch batch = slice.readings();
        for (int i = 0; i < batch.size(); i++) {
            output.collect(
                    new Reading(
                            batch.sensorKey(i),
                            batch.metricKey(i),
                            batch.timeMicros(i),
                            batch.value(i),
                            batch.receivedMicros(i)),
                    clockMillis);
        }
        readings.inc(batch.size());
        // A watermark of t says that nothing of t or before is still to come.
        output.emitWatermark(new Watermark(clockMillis - 1));
        clockMicros = Math.max(clockMicros, slice.clockMicros());
        progress.emitted(slice.sequence());
    }
}
