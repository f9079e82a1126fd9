package org.sensorium.ingest.receive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sensorium.ingest.topicrights.TopicRights;

/**
 * Finds out whether a session that says nothing has nothing to say. A broker that is about to
 * deliver a backlog, one whose acknowledgements got lost on a connection that still stands, and a
 * network that swallows packets all look like a quiet night. So when nothing has come for a second
 * the gateway publishes the time to its own subscription. When that comes back, whatever was
 * published before has come, too, and the log's clock may move on; when it does not, the connection
 * is given up. A broker that does not let the gateway publish there is believed. Safe for use by
 * several threads.
 */
final class Beacon {
    /** No sensor's: their ids begin with a letter or a digit. */
    static final String TOPIC = TopicRights.BEACON;

    /** Quota exceeded: the broker's disk is full, say. Not for ever. */
    private static final int NOT_NOW = 0x97;

    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long DEAF_NANOS = Duration.ofSeconds(5).toNanos();

    /** What a beacon says: when it was sent, microseconds since 1970. */
    static byte[] payload(long timeMicros) {
        return Long.toString(timeMicros).getBytes(StandardCharsets.US_ASCII);
    }

    /** The time in a beacon; long ago if somebody else wrote it. */
    static long timeMicros(byte[] payload) {
        try {
            return Long.parseLong(new String(payload, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private boolean refused;
    private long heardNanos;
    private boolean sent;
    private long sentNanos;

    /** What is to be done now. */
    enum Advice {
        NOTHING,
        SEND,
        GIVE_UP
    }

    /** Whether this broker will not have any. */
    synchronized boolean isRefused() {
        return refused;
    }

    /** Something came, or the connection is new: all is well. */
    synchronized void heard(long nowNanos) {
        heardNanos = nowNanos;
        sent = false;
    }

    /**
     * The broker has answered the publish: from 0x80 on with a refusal. One that holds only for the
     * moment shows that the connection stands, and nothing of what is queued.
     */
    synchronized void answered(int reasonCode, long nowNanos) {
        if (reasonCode == NOT_NOW) {
            heard(nowNanos);
        } else if (reasonCode >= 0x80) {
            refused = true;
            sent = false;
        }
    }

    /**
     * To be asked several times a second.
     *
     * @param busy whether nothing can be expected at present, such as while messages wait for the
     *     database
     */
    synchronized Advice advice(long nowNanos, boolean busy) {
        if (busy) {
            heard(nowNanos);
            return Advice.NOTHING;
        }
        if (sent) {
            return nowNanos - sentNanos > DEAF_NANOS ? Advice.GIVE_UP : Advice.NOTHING;
        }
        if (refused || nowNanos - heardNanos <= QUIET_NANOS) {
            return Advice.NOTHING;
        }
        sent = true;
        sentNanos = nowNanos;
        return Advice.SEND;
    }
}
