package org.sensorium.faults.fleet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sensorium.simulator.faults.ExpectedLetter;
import org.sensorium.simulator.publish.Message;

/**
 * What one probe has measured since its last message.
 *
 * @param sensor its index
 * @param times event times, epoch milliseconds, ascending
 * @param values one for each metric at each time
 */
@SuppressWarnings("ArrayRecordComponent") // made, sent, forgotten
public record Sample(int sensor, long[] times, double[] values) {
    static final int METRICS = Signal.METRICS.length;

    /** As a message that is in order. */
    public Message message() {
        return new Message(sensor, json(), times, values, METRICS, List.of());
    }

    /** The same in a message for each time. */
    public List<Message> split() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            long[] time = {times[i]};
            double[] own = Arrays.copyOfRange(values, i * METRICS, (i + 1) * METRICS);
            messages.add(new Sample(sensor, time, own).message());
        }
        return messages;
    }

    /** The same values, measured at another time. */
    public Sample shifted(long millis) {
        long[] moved = times.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += millis;
        }
        return new Sample(sensor, moved, values);
    }

    /** As a message of which every reading must become a dead letter. */
    public Message spoilt(byte[] payload, List<ExpectedLetter> letters) {
        return new Message(sensor, payload, new long[0], new double[0], METRICS, letters);
    }

    /** The payload of contract §2. */
    public byte[] json() {
        StringBuilder text = new StringBuilder(64 * times.length).append('[');
        for (int i = 0; i < times.length; i++) {
            text.append(i == 0 ? "" : ",").append("{\"ts\":").append(times[i]);
            text.append(",\"values\":{");
            for (int m = 0; m < METRICS; m++) {
                text.append(m == 0 ? "\"" : ",\"").append(Signal.METRICS[m]).append("\":");
                text.append(values[i * METRICS + m]);
            }
            text.append("}}");
        }
        return text.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }
}
