package org.sensorium.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One subscriber on a thread of its own that acknowledges what it gets, counts it, and shows it to
 * whoever listens.
 */
public final class Subscriber extends EventLoop {
    private static final int KEEP_ALIVE_SECONDS = 3000;
    private static final int OUT_BYTES = 64 * 1024;
    private static final int PUBACK_BYTES = 4;
    private static final int MOST = 0xFFFF;

    private final String filter;
    private final Listener listener;
    private volatile long count;

    /** Gets each message on the subscriber's thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param payload valid until it returns
         */
        void message(String topic, ByteBuffer payload) throws IOException;
    }

    private Subscriber(String filter, Listener listener) throws IOException {
        super("bench-subscriber");
        this.filter = filter;
        this.listener = listener;
    }

    /** Connects and subscribes at QoS 1. */
    public static Subscriber connect(int port, Account account, String filter, Listener listener)
            throws IOException, InterruptedException {
        Subscriber subscriber = new Subscriber(filter, listener);
        subscriber.add(subscriber.new Subscription(port, account));
        subscriber.start();
        return subscriber;
    }

    /** One that only counts. */
    public static Subscriber counting(int port, Account account, String filter)
            throws IOException, InterruptedException {
        return connect(port, account, filter, NOBODY);
    }

    private static final Listener NOBODY = (topic, payload) -> {};

    /** Messages that came. */
    public long count() {
        return count;
    }

    @Override
    long work() {
        return Long.MAX_VALUE;
    }

    private final class Subscription extends Link {
        private Subscription(int port, Account account) throws IOException {
            super(
                    selector(),
                    port,
                    OUT_BYTES,
                    Frames.connect(
                            "bench-subscriber-" + account.id(),
                            account.password() == null ? null : account.id(),
                            account.password(),
                            KEEP_ALIVE_SECONDS,
                            MOST));
        }

        @Override
        void connected(int receiveMaximum) throws IOException {
            out().put(Frames.subscribe(filter));
            flush();
        }

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
        void received(int firstByte, ByteBuffer frame) throws IOException {
            if ((firstByte & Frames.TYPE) != Frames.PUBLISH) {
                return;
            }
            Frames.skipHeader(frame);
            int topicBytes = frame.getShort() & 0xFFFF;
            int topicAt = frame.position();
            frame.position(topicAt + topicBytes);
            if ((firstByte & 0x06) != 0) {
                if (out().remaining() < PUBACK_BYTES) {
                    flush();
                }
                Frames.puback(out(), frame.getShort() & 0xFFFF);
            }
            int properties = Frames.readVarint(frame);
            frame.position(frame.position() + properties);
            if (listener != NOBODY) {
                byte[] topic = new byte[topicBytes];
                frame.get(topicAt, topic);
                listener.message(new String(topic, StandardCharsets.UTF_8), frame);
            }
            count++;
        }

        @Override
        void turned() throws IOException {
            flush();
        }
    }
}
