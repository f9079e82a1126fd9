package org.sensorium.simulator.simulate;

import java.util.Locale;
import org.sensorium.simulator.dice.Randomness;

/**
 * When which sensor sends which message: all in turn, in an order drawn from the seed, evenly in
 * time. A message reports the samples taken since the sensor's last one.
 */
final class Schedule {
    private final int[] order;
    private final int batch;
    private final double messagesPerSecond;
    private final long startMillis;

    /**
     * Lays out a schedule.
     *
     * @param sensors how many
     * @param batch samples in each message
     * @param messagesPerSecond of all sensors together
     * @param startMillis when the first message is due, epoch milliseconds
     * @param seed for the order
     */
    Schedule(int sensors, int batch, double messagesPerSecond, long startMillis, long seed) {
        this.batch = batch;
        this.messagesPerSecond = messagesPerSecond;
        this.startMillis = startMillis;
        this.order = new int[sensors];
        Randomness dice = new Randomness(Randomness.mix(seed, 0x0_4D_E4L));
        for (int i = 0; i < sensors; i++) {
            int j = dice.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        if (stepMillis() < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "each sensor would have to take a sample every %.3f ms, and times are"
                                    + " in whole milliseconds: take more --sensors, at least %,d,"
                                    + " or a lower --rate",
                            stepMillis(),
                            (long) Math.ceil(sensors / stepMillis())));
        }
    }

    /** Messages a second, of all sensors together. */
    double messagesPerSecond() {
        return messagesPerSecond;
    }

    /** Time between two samples of a sensor. */
    double stepMillis() {
        return order.length / messagesPerSecond / batch * 1000;
    }

    /** Index of the sensor that sends a message. */
    int sensor(long message) {
        return order[(int) (message % order.length)];
    }

    /** Time of the first sample in a message; the last one is taken when the message is due. */
    double firstSampleMillis(long message) {
        return startMillis + message / messagesPerSecond * 1000 - (batch - 1) * stepMillis();
    }
}
