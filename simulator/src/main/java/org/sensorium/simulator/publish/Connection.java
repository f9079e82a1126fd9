package org.sensorium.simulator.publish;

import java.util.function.IntConsumer;

/**
 * One sensor's way to the broker. Comes back by itself after it was lost, with its session, until
 * it is closed. Thread-safe.
 */
public interface Connection {
    /** Outcome of a publish whose fate is not known: the connection went before the PUBACK came. */
    int LOST = -1;

    /** Outcome of a publish that this broker will never take, such as one above its packet size. */
    int UNSENDABLE = -2;

    /**
     * Is told when the connection comes and goes. Calls may come from any thread and must not
     * block.
     */
    interface Listener {
        /** Signed in: publishing makes sense. */
        void up();

        /**
         * Not connected (any more).
         *
         * @param cause in words
         * @param refused whether the broker refused the sign-in, which will hardly get better by
         *     trying again
         */
        void down(String cause, boolean refused);
    }

    /** Begins to connect; to be called once. */
    void open(Listener listener);

    /**
     * Publishes at QoS 1 to the sensor's topic.
     *
     * @param payload not copied, not to be changed
     * @param outcome called exactly once, from any thread, also within this call: the PUBACK's
     *     reason code, {@link #LOST} or {@link #UNSENDABLE}
     */
    void publish(byte[] payload, IntConsumer outcome);

    /** Disconnects in good order; does not wait for it. */
    void close();
}
