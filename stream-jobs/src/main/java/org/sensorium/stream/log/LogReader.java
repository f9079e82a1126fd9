package org.sensorium.stream.log;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/**
 * Emits what the fetcher fetched and keeps the offsets for the checkpoint. The only reader of its
 * source, it is never idle, not even before it has an inbox: when a source is not idle any more, a
 * task behind several others takes the clock of those that have noticed for that of all.
 */
@SuppressWarnings("try") // Flink's close() may be interrupted
final class LogReader
        extends SingleThreadMultiplexSourceReaderBase<Slice, Reading, InboxSplit, InboxProgress> {
    LogReader(Supplier<SplitReader<Slice, InboxSplit>> fetcher, SourceReaderContext context) {
        super(
                fetcher,
                new SliceEmitter(context.metricGroup()),
                context.getConfiguration(),
                context);
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
