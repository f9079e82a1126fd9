package org.sensorium.stream.log;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The little that the source needs of the ingest log. Used by one thread at a time. Every call may
 * fail while the database is away; the next one tries anew.
 */
public interface Log extends AutoCloseable {
    /** The names of all inboxes that there are by now. */
    List<String> inboxes() throws IOException;

    /** The entries after a sequence number, in order; empty if there are none yet. */
    List<Slice> read(String inbox, long afterSequence, int maxEntries) throws IOException;

    /** Returns as soon as there may be something new, at the latest after the given time. */
    void await(Duration atMost) throws IOException, InterruptedException;

    @Override
    void close();

    /** Makes a log where the source runs. */
    interface Opener extends Serializable {
        /** Does not touch the database yet. */
        Log open(String applicationName);
    }
}
