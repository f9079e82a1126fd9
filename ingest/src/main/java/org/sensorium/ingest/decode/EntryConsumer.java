package org.sensorium.ingest.decode;

/** Takes the entries of a message one after the other. */
@FunctionalInterface
public interface EntryConsumer {
    /** The entry is reused for the next one: keep nothing of it. */
    void accept(Entry entry);
}
