package org.sensorium.simulator.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sensorium.simulator.faults.ExpectedLetter;
import org.sensorium.simulator.publish.Message;

/**
 * What one sensor published: what must be stored, and what may be. Written to while the run goes on
 * (thread-safe), frozen for the comparison (one thread).
 */
final class SensorLedger {
    private final List<String> metrics;
    private long[] times = new long[16];
    private double[] values;
    private boolean[] required = new boolean[16];
    private int entries;
    private final List<Letter> letters = new LinkedList<>();
    private BitSet found = new BitSet();

    SensorLedger(List<String> metrics) {
        this.metrics = List.copyOf(metrics);
        this.values = new double[16 * metrics.size()];
    }

    /** A dead letter to come; {@code required} if its message was acknowledged. */
    record Letter(ExpectedLetter expected, boolean required) {}

    /** Notes a message down; a message whose fate is unknown may be stored or not. */
    synchronized void add(Message message, boolean acknowledged) {
        for (int e = 0; e < message.entries(); e++) {
            room();
            times[entries] = message.time(e);
            required[entries] = acknowledged;
            for (int m = 0; m < metrics.size(); m++) {
                values[entries * metrics.size() + m] = message.value(e, m);
            }
            entries++;
        }
        message.letters().forEach(letter -> letters.add(new Letter(letter, acknowledged)));
    }

    /** Brings the entries into the order of time, each time once. */
    synchronized void freeze() {
        Integer[] order = IntStream.range(0, entries).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(i -> times[i]));
        int width = metrics.size();
        long[] sortedTimes = new long[entries];
        double[] sortedValues = new double[entries * width];
        boolean[] sortedRequired = new boolean[entries];
        int kept = 0;
        for (int from : order) {
            if (kept > 0 && sortedTimes[kept - 1] == times[from]) {
                sortedRequired[kept - 1] |= required[from];
                continue;
            }
            sortedTimes[kept] = times[from];
            sortedRequired[kept] = required[from];
            System.arraycopy(values, from * width, sortedValues, kept * width, width);
            kept++;
        }
        times = Arrays.copyOf(sortedTimes, kept);
        values = Arrays.copyOf(sortedValues, kept * width);
        required = Arrays.copyOf(sortedRequired, kept);
        entries = kept;
        found = new BitSet();
        dropRepeatedLetters();
    }

    /** Forgets which stored readings were seen. */
    synchronized void restart() {
        found = new BitSet();
    }

    /** Good readings that must be stored. */
    synchronized long requiredReadings() {
        long count = 0;
        for (int i = 0; i < values.length && i < entries * metrics.size(); i++) {
            if (required[i / metrics.size()] && !Double.isNaN(values[i])) {
                count++;
            }
        }
        return count;
    }

    /** Copies of the dead letters to come; without repeats after {@link #freeze}. */
    synchronized List<Letter> letters() {
        return new LinkedList<>(letters);
    }

    /** Earliest time, or the largest number if there is none. Only after {@link #freeze}. */
    long earliest() {
        return entries == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Latest time, or the smallest number if there is none. Only after {@link #freeze}. */
    long latest() {
        return entries == 0 ? Long.MIN_VALUE : times[entries - 1];
    }

    /** Compares a stored reading. Only after {@link #freeze}. */
    Match match(String metric, long timeMicros, double value) {
        int m = metrics.indexOf(metric);
        int entry =
                timeMicros % 1000 == 0
                        ? Arrays.binarySearch(times, 0, entries, timeMicros / 1000)
                        : -1;
        if (m < 0 || entry < 0) {
            return Match.UNKNOWN;
        }
        int at = entry * metrics.size() + m;
        if (Double.isNaN(values[at])) {
            return Match.UNKNOWN;
        }
        if (found.get(at)) {
            return Match.TWICE;
        }
        found.set(at);
        if (values[at] != value) {
            return Match.DIFFERENT;
        }
        return required[entry] ? Match.EQUAL : Match.EQUAL_NOT_REQUIRED;
    }

    /** The value that was published. Only for a reading that is known. */
    double published(String metric, long timeMicros) {
        int entry = Arrays.binarySearch(times, 0, entries, timeMicros / 1000);
        return values[entry * metrics.size() + metrics.indexOf(metric)];
    }

    /** Tells of each reading that must be stored and was not seen. Only after {@link #freeze}. */
    void missing(MissingReading sink) {
        for (int at = 0; at < entries * metrics.size(); at++) {
            int entry = at / metrics.size();
            if (required[entry] && !Double.isNaN(values[at]) && !found.get(at)) {
                sink.missing(metrics.get(at % metrics.size()), times[entry], values[at]);
            }
        }
    }

    /** What a stored reading is. */
    enum Match {
        EQUAL,
        EQUAL_NOT_REQUIRED,
        DIFFERENT,
        TWICE,
        UNKNOWN
    }

    /** Is told of a reading that must be there and is not. */
    interface MissingReading {
        void missing(String metric, long timeMillis, double value);
    }

    private void dropRepeatedLetters() {
        List<Letter> distinct = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        for (Letter letter : letters) {
            String key = letter.expected().rejection().label() + ' ' + letter.expected().mark();
            Integer place = places.putIfAbsent(key, distinct.size());
            if (place == null) {
                distinct.add(letter);
            } else if (letter.required()) {
                distinct.set(place, letter);
            }
        }
        letters.clear();
        letters.addAll(distinct);
    }

    private void room() {
        if (entries == times.length) {
            times = Arrays.copyOf(times, entries * 2);
            required = Arrays.copyOf(required, entries * 2);
            values = Arrays.copyOf(values, entries * 2 * metrics.size());
        }
    }
}
