package org.sensorium.ingest.receive;

import java.util.concurrent.Executor;

/**
 * What a sender waits for whose message was handed over inside the process: its acknowledgement,
 * once the message is stored. Answered in batches, so that a connection is flushed once.
 */
public interface Receipt {
    /** Where the connection lives: {@link #write} and {@link #flush} are called there only. */
    Executor loop();

    /** Acknowledges; nothing goes out before {@link #flush}. */
    void write();

    /** Sends what was written to the connection since the last time. */
    void flush();
}
