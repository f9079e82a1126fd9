package org.sensorium.stream.log;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.ReadingBatch;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.sink.ingestlog.IngestLog;
import org.sensorium.sink.ingestlog.LogEntry;
import org.sensorium.sink.ingestlog.ReadingBlock;

/** The ingest log in TimescaleDB. Connects when first asked, and anew after a failure. */
public final class DatabaseLog implements Log {
    private final DatabaseAddress address;
    private final String applicationName;
    private @Nullable IngestLog connected;

    private DatabaseLog(DatabaseAddress address, String applicationName) {
        this.address = address;
        this.applicationName = applicationName;
    }

    /** Opens logs of one database. */
    public record Opener(DatabaseAddress address) implements Log.Opener {
        @Override
        public Log open(String applicationName) {
            return new DatabaseLog(address, applicationName);
        }
    }

    @Override
    public List<String> inboxes() throws IOException {
        try {
            return connected().inboxes();
        } catch (SQLException e) {
            throw disconnected(e);
        }
    }

    @Override
    public List<Slice> read(String inbox, long afterSequence, int maxEntries) throws IOException {
        List<LogEntry> entries;
        try {
            entries = connected().read(inbox, afterSequence, maxEntries);
        } catch (SQLException e) {
            throw disconnected(e);
        }
        List<Slice> slices = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            ReadingBatch readings = new ReadingBatch();
            ReadingBlock.decode(entry.block(), readings);
            slices.add(Slice.of(entry.sequence(), entry.receivedMicros(), readings));
        }
        return slices;
    }

    @Override
    public void await(Duration atMost) throws IOException {
        try {
            connected().await(atMost);
        } catch (SQLException e) {
            throw disconnected(e);
        }
    }

    private IngestLog connected() throws SQLException {
        if (connected == null) {
            connected = IngestLog.open(address, applicationName);
        }
        return connected;
    }

    private IOException disconnected(SQLException cause) {
        close();
        return new IOException("the ingest log at " + address + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        if (connected != null) {
            try {
                connected.close();
            } catch (SQLException e) {
                // It is being given up, and the server closes its end in time.
            }
            connected = null;
        }
    }
}
