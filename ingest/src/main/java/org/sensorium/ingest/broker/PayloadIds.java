package org.sensorium.ingest.broker;

import com.hivemq.mqtt.message.publish.PUBLISH;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The numbers under which the broker keeps what was published. HiveMQ commits a message's place in
 * a queue first, and stores its payload after it; killed in between, it leaves a place without a
 * payload, which nobody was promised. But at its next start it counts on from the largest number
 * that has a payload, so that the next message gets the number of that place: it is taken for one
 * whose payload is stored, so it is not stored, and is dropped when it is to be delivered, though
 * it was acknowledged. Numbers that no earlier life of the broker has used avoid that.
 */
final class PayloadIds {
    private PayloadIds() {}

    /**
     * To be called when HiveMQ has read its stores, and before it listens.
     *
     * @param now a number for each microsecond: no broker publishes faster
     */
    static void startAfter(Instant now) {
        long unused = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        PUBLISH.PUBLISH_COUNTER.accumulateAndGet(unused, Math::max);
    }
}
