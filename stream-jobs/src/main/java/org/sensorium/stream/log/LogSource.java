package org.sensorium.stream.log;

import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Makes the parts of the source. A split is an inbox, its offset the sequence number of the last
 * entry emitted; the log can be read again from any offset, so that with checkpoints every entry
 * counts once in the job's state. The watermark is the log's receipt clock.
 */
public final class LogSource implements Source<Reading, InboxSplit, Assigned> {
    private final Log.Opener opener;

    public LogSource(Log.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Reading, InboxSplit> createReader(SourceReaderContext context) {
        return new LogReader(
                () ->
                        new LogFetcher(
                                opener.open("sensorium-job-log-" + context.getIndexOfSubtask())),
                context);
    }

    @Override
    public SplitEnumerator<InboxSplit, Assigned> createEnumerator(
            SplitEnumeratorContext<InboxSplit> context) {
        return restoreEnumerator(context, new Assigned(List.of(), List.of()));
    }

    @Override
    public SplitEnumerator<InboxSplit, Assigned> restoreEnumerator(
            SplitEnumeratorContext<InboxSplit> context, Assigned assigned) {
        return new LogEnumerator(
                context, opener, new Assignment(assigned.known(), assigned.waiting()));
    }

    @Override
    public SimpleVersionedSerializer<InboxSplit> getSplitSerializer() {
        return new InboxSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Assigned> getEnumeratorCheckpointSerializer() {
        return new AssignedSerializer();
    }
}
