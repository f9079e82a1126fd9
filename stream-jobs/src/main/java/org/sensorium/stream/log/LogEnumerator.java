package org.sensorium.stream.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for inboxes, also for those that appear while the job runs, and hands them to readers.
 * Flink's wiring around {@link Assignment}; called on the coordinator's thread except for the
 * look-up itself.
 */
final class LogEnumerator implements SplitEnumerator<InboxSplit, Assigned> {
    private static final long LOOK_EVERY_MILLIS = 1000;
    private static final Logger log = LoggerFactory.getLogger(LogEnumerator.class);

    private final SplitEnumeratorContext<InboxSplit> context;
    private final Log.Opener opener;
    private final Assignment assignment;
    private final Outage outage = new Outage(log, "looking for inboxes");
    private volatile @Nullable Log opened;

    LogEnumerator(
            SplitEnumeratorContext<InboxSplit> context, Log.Opener opener, Assignment assignment) {
        this.context = context;
        this.opener = opener;
        this.assignment = assignment;
    }

    @Override
    public void start() {
        context.callAsync(this::look, this::seen, 0, LOOK_EVERY_MILLIS);
    }

    /** On a worker thread. A database that is away is no reason to fail: the next look will do. */
    private List<String> look() {
        @Nullable Log inboxes = opened;
        if (inboxes == null) {
            inboxes = opener.open("sensorium-job-inboxes");
            opened = inboxes;
        }
        try {
            List<String> names = inboxes.inboxes();
            outage.over();
            return names;
        } catch (IOException e) {
            outage.happened(e);
            return List.of();
        }
    }

    private void seen(List<String> inboxes, @Nullable Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException("looking for inboxes failed", failure);
        }
        List<String> fresh = assignment.discovered(inboxes);
        if (!fresh.isEmpty()) {
            log.info("discovered inboxes {}", fresh);
            assign();
        }
    }

    private void assign() {
        var plan = assignment.assign();
        if (!plan.isEmpty()) {
            log.info("assigned inboxes to readers: {}", plan);
            context.assignSplits(new SplitsAssignment<>(plan));
        }
    }

    @Override
    public void addReader(int subtask) {
        assignment.readerCame(subtask);
        assign();
    }

    @Override
    public void addSplitsBack(List<InboxSplit> splits, int subtask) {
        assignment.readerFailed(subtask, new ArrayList<>(splits));
        assign();
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        // Splits are pushed as they appear; nobody has to ask.
    }

    @Override
    public Assigned snapshotState(long checkpoint) {
        return assignment.snapshot();
    }

    @Override
    public void close() {
        @Nullable Log inboxes = opened;
        if (inboxes != null) {
            inboxes.close();
        }
    }
}
