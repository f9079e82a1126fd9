package org.sensorium.stream.log;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A gateway's inbox and how far it has been read.
 *
 * @param offset sequence number of the last entry that was emitted, 0 before the first
 */
public record InboxSplit(String inbox, long offset) implements SourceSplit {
    @Override
    public String splitId() {
        return inbox;
    }
}
