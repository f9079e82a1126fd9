package org.sensorium.stream.log;

/** The reader's mutable twin of a split. */
final class InboxProgress {
    private final String inbox;
    private long offset;

    InboxProgress(InboxSplit split) {
        inbox = split.inbox();
        offset = split.offset();
    }

    void emitted(long sequence) {
        offset = sequence;
    }

    long offset() {
        return offset;
    }

    InboxSplit toSplit() {
        return new InboxSplit(inbox, offset);
    }
}
