package org.sensorium.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Readings in the contract's forms, in frames that are made beforehand: only the digits of times,
 * values and sensors are written anew. No sensor has two readings at one millisecond.
 *
 * <p>Of one message the newest reading's value has an odd last digit, the others' an even one: so
 * it can be found again behind the database.
 */
public final class Readings implements Script {
    /** What is measured. */
    public static final String METRIC = "level";

    /** Values of an alert are above, all others below. */
    public static final double ALERT_ABOVE = 90;

    private static final String TIME = "0000000000000";
    private static final String VALUE = "00.00";
    private static final int LEAST_HUNDREDTHS = 2000;
    private static final int MOST_HUNDREDTHS = 8000;
    private static final int ALERT_HUNDREDTHS = 9501;
    private static final int STEP_HUNDREDTHS = 100;

    private final Speaker[] speakers;
    private final boolean asGateways;
    private final int perMessage;
    private final int alertEvery;
    private final int sensorDigits;
    private long messages;
    private long alerts;

    private Readings(int speakers, boolean asGateways, int perMessage, int alertEvery, int digits) {
        this.speakers = new Speaker[speakers];
        this.asGateways = asGateways;
        this.perMessage = perMessage;
        this.alertEvery = alertEvery;
        this.sensorDigits = digits;
    }

    /**
     * Each connection is one sensor.
     *
     * @param perMessage readings in a message: one object, or an array of several times
     * @param alertEvery one message of so many has a value above {@link #ALERT_ABOVE}; 0: none
     */
    public static Readings ofSensors(List<Account> sensors, int perMessage, int alertEvery) {
        Readings readings = new Readings(sensors.size(), false, perMessage, alertEvery, 0);
        for (int i = 0; i < sensors.size(); i++) {
            readings.speakers[i] =
                    readings.new Speaker("readings/" + sensors.get(i).id(), "", 0, 1);
        }
        return readings;
    }

    /**
     * Each connection is a gateway that speaks for its share of the sensors, one after the other:
     * of n gateways the first for sensors 0, n, 2n…
     *
     * @param prefix the sensors are called so, and a number from 0 on of so many digits
     * @param sensors at least as many as gateways
     */
    public static Readings ofGateways(
            List<Account> gateways, String prefix, int digits, int sensors, int perMessage) {
        Readings readings = new Readings(gateways.size(), true, perMessage, 0, digits);
        for (int i = 0; i < gateways.size(); i++) {
            String topic = "gateways/" + gateways.get(i).id() + "/readings";
            int own = (sensors - i + gateways.size() - 1) / gateways.size();
            readings.speakers[i] = readings.new Speaker(topic, prefix, i, own);
        }
        return readings;
    }

    /** Messages with a value above the bound that were written so far. */
    public long alerts() {
        return alerts;
    }

    @Override
    public int frameBytes(int connection) {
        return speakers[connection].frame.length;
    }

    @Override
    public void write(int connection, long intendedMillis, int packetId, ByteBuffer out) {
        messages++;
        boolean alert = alertEvery > 0 && messages % alertEvery == 0;
        if (alert) {
            alerts++;
        }
        speakers[connection].write(intendedMillis, packetId, alert, out);
    }

    /** One connection's frame, and where in it what stands. */
    private final class Speaker {
        private final byte[] frame;
        private final int packetIdAt;
        private final int[] sensorAt = new int[perMessage];
        private final int[] timeAt = new int[perMessage];
        private final int[] valueAt = new int[perMessage];
        private final int firstSensor;
        private final int sensors;
        private int nextSensor;
        private long lastMillis;
        private int hundredths = (LEAST_HUNDREDTHS + MOST_HUNDREDTHS) / 2;
        private int dice;

        private Speaker(String topic, String prefix, int firstSensor, int sensors) {
            this.firstSensor = firstSensor;
            this.sensors = sensors;
            this.nextSensor = sensors; // a round begins with the first message
            this.dice = topic.hashCode() | 1;
            byte[] payload = payload(prefix).getBytes(StandardCharsets.UTF_8);
            byte[] head = Frames.publish(topic, payload.length);
            ByteBuffer whole = ByteBuffer.allocate(head.length + Short.BYTES + 1 + payload.length);
            whole.put(head).putShort((short) 0).put((byte) 0).put(payload);
            this.frame = whole.array();
            this.packetIdAt = head.length;
            for (int i = 0; i < perMessage; i++) {
                int before = head.length + Short.BYTES + 1;
                sensorAt[i] += before;
                timeAt[i] += before;
                valueAt[i] += before;
            }
        }

        private String payload(String prefix) {
            StringBuilder text = new StringBuilder(perMessage == 1 && !asGateways ? "" : "[");
            for (int i = 0; i < perMessage; i++) {
                text.append(i == 0 ? "{" : ",{");
                if (asGateways) {
                    text.append("\"sensor\":\"").append(prefix);
                    sensorAt[i] = text.length();
                    text.append(number(sensorDigits)).append("\",");
                }
                text.append("\"ts\":");
                timeAt[i] = text.length();
                text.append(TIME).append(",\"values\":{\"").append(METRIC).append("\":");
                valueAt[i] = text.length();
                text.append(VALUE).append("}}");
            }
            return text.append(perMessage == 1 && !asGateways ? "" : "]").toString();
        }

        private void write(long intendedMillis, int packetId, boolean alert, ByteBuffer out) {
            frame[packetIdAt] = (byte) (packetId >>> Byte.SIZE);
            frame[packetIdAt + 1] = (byte) packetId;
            // Each round through the sensors is a millisecond later than the last.
            int rounds = (nextSensor + perMessage - 1) / sensors;
            long millis = Math.max(lastMillis, intendedMillis - rounds);
            for (int i = 0; i < perMessage; i++) {
                if (nextSensor == sensors) {
                    nextSensor = 0;
                    millis = Math.max(millis, lastMillis) + 1;
                    lastMillis = millis;
                }
                boolean newest = i == perMessage - 1;
                if (asGateways) {
                    digits(
                            firstSensor + (long) nextSensor * speakers.length,
                            sensorAt[i],
                            sensorDigits);
                }
                digits(millis, timeAt[i], TIME.length());
                int value = newest && alert ? ALERT_HUNDREDTHS : step(newest);
                digits(value / 100, valueAt[i], 2);
                digits(value % 100, valueAt[i] + 3, 2);
                nextSensor++;
            }
            lastMillis = Math.max(lastMillis, millis);
            out.put(frame);
        }

        /** A random walk; Marsaglia's xorshift. */
        private int step(boolean odd) {
            dice ^= dice << 13;
            dice ^= dice >>> 17;
            dice ^= dice << 5;
            int change = Math.floorMod(dice, 2 * STEP_HUNDREDTHS + 1) - STEP_HUNDREDTHS;
            hundredths =
                    Math.max(LEAST_HUNDREDTHS, Math.min(MOST_HUNDREDTHS - 2, hundredths + change));
            return hundredths & ~1 | (odd ? 1 : 0);
        }

        private void digits(long number, int at, int count) {
            long rest = number;
            for (int i = at + count - 1; i >= at; i--) {
                frame[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    /** So many zeros. */
    private static String number(int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", 0);
    }
}
