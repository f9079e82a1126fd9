package org.sensorium.ingest.inbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.decode.MessageDecoder;
import org.sensorium.ingest.decode.UndecodableException;
import org.sensorium.ingest.receive.Message;
import org.sensorium.ingest.validate.Sensors;
import org.sensorium.ingest.validate.Validator;

/** Decodes and validates messages into one batch. For one thread. */
final class Assembler {
    private final MessageDecoder decoder = new MessageDecoder();
    private final Validator validator;
    private final Batch batch;

    Assembler(Sensors sensors, @Nullable Duration retention, Batch batch) {
        this.batch = batch;
        this.validator = new Validator(sensors, retention, batch.readings, batch.letters);
    }

    Batch batch() {
        return batch;
    }

    /** Adds a message; whatever is in it, the message itself is taken. */
    void add(Message message) {
        batch.owes(message);
        if (message.isBeacon()) {
            batch.quietAt(message.receivedMicros());
            return;
        }
        batch.received(message);
        int readings = batch.readings.size();
        int letters = batch.letters.size();
        validator.begin(message.topic(), message.payload(), message.receivedMicros());
        try {
            decoder.decode(message.payload(), message.receivedMicros(), validator);
        } catch (UndecodableException e) {
            batch.readings.truncate(readings);
            batch.letters.subList(letters, batch.letters.size()).clear();
            validator.rejectMessage(e.reason(), String.valueOf(e.getMessage()));
        }
    }
}
