package org.sensorium.stream.log;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.InputStatus;

/** Emits what the fetcher fetched and keeps the offsets for the checkpoint. */
@SuppressWarnings("try") // Flink's close() may be interrupted
final class LogReader
        extends SingleThreadMultiplexSourceReaderBase<Slice, Reading, InboxSplit, InboxProgress> {
    private boolean idle;

    LogReader(Supplier<SplitReader<Slice, InboxSplit>> fetcher, SourceReaderContext context) {
        super(
                fetcher,
                new SliceEmitter(context.metricGroup()),
                context.getConfiguration(),
                context);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Reading> output) throws Exception {
        // With fewer inboxes than readers some have none: they must not hold the clock back.
        boolean nothingToRead = getNumberOfCurrentlyAssignedSplits() == 0;
        if (nothingToRead && !idle) {
            output.markIdle();
        }
        idle = nothingToRead;
        return super.pollNext(output);
    }

    @Override
    protected void onSplitFinished(Map<String, InboxProgress> finished) {
        // An inbox has no end.
    }

    @Override
    protected InboxProgress initializedState(InboxSplit split) {
        return new InboxProgress(split);
    }

    @Override
    protected InboxSplit toSplitType(String inbox, InboxProgress progress) {
        return progress.toSplit();
    }
}
