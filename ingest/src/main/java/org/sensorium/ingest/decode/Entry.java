package org.sensorium.ingest.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a message: a time, perhaps a sensor, and values by metric. Reused from entry to
 * entry, so that a reading costs no object. Not safe for use by several threads.
 */
public final class Entry {
    /** What the entry says about its time. */
    public enum Time {
        /** Nothing: the time of receipt counts. */
        OF_RECEIPT,
        /** {@link #timeMicros()}. */
        GIVEN,
        /** Something that is no time. */
        BAD
    }

    private static final int FIRST_ROOM = 8;

    private int from;
    private int to;
    private @Nullable String sensor;
    private boolean sensorIsText;
    private Time time = Time.OF_RECEIPT;
    private long timeMicros;
    private @Nullable String timeText;
    private @Nullable String senmlBaseName;
    private boolean senml;
    private @Nullable String shapeProblem;

    private int size;
    private String[] metrics = new String[FIRST_ROOM];
    private ValueKind[] kinds = new ValueKind[FIRST_ROOM];
    private double[] values = new double[FIRST_ROOM];
    private @Nullable String[] texts = new @Nullable String[FIRST_ROOM];

    void begin(int from) {
        this.from = from;
        to = from;
        sensor = null;
        sensorIsText = true;
        time = Time.OF_RECEIPT;
        timeText = null;
        senmlBaseName = null;
        senml = false;
        shapeProblem = null;
        size = 0;
    }

    void end(int to) {
        this.to = to;
    }

    void sensor(@Nullable String id) {
        sensor = id;
        sensorIsText = id != null;
    }

    void time(long micros, String text) {
        time = Time.GIVEN;
        timeMicros = micros;
        timeText = text;
    }

    void badTime(String text) {
        time = Time.BAD;
        timeText = text;
    }

    void senmlName(String baseName) {
        senml = true;
        senmlBaseName = baseName;
    }

    void shapeProblem(String problem) {
        if (shapeProblem == null) {
            shapeProblem = problem;
        }
    }

    void add(String metric, double value) {
        add(metric, ValueKind.NUMBER, value, null);
    }

    void add(String metric, ValueKind kind, double value, @Nullable String text) {
        if (size == metrics.length) {
            int room = size * 2;
            metrics = Arrays.copyOf(metrics, room);
            kinds = Arrays.copyOf(kinds, room);
            values = Arrays.copyOf(values, room);
            texts = Arrays.copyOf(texts, room);
        }
        metrics[size] = metric;
        kinds[size] = kind;
        values[size] = value;
        texts[size] = text;
        size++;
    }

    /** Where its bytes begin in the payload. */
    public int from() {
        return from;
    }

    /** Where they end, exclusive. */
    public int to() {
        return to;
    }

    /** The sensor that it names; null if it names none. */
    public @Nullable String sensor() {
        return sensor;
    }

    /** False if it has a {@code sensor} that is no text. */
    public boolean sensorIsText() {
        return sensorIsText;
    }

    public Time time() {
        return time;
    }

    /** Microseconds since 1970, where the time is given. */
    public long timeMicros() {
        return timeMicros;
    }

    /** The time as written, for people; null if there is none. */
    public @Nullable String timeText() {
        return timeText;
    }

    /** Whether it is a SenML record (RFC 8428). */
    public boolean isSenml() {
        return senml;
    }

    /** The base name in force for a SenML record; empty if there is none. */
    public String senmlBaseName() {
        return senmlBaseName == null ? "" : senmlBaseName;
    }

    /** Why it is no entry at all; null if it is one. */
    public @Nullable String shapeProblem() {
        return shapeProblem;
    }

    /** How many values it has. */
    public int size() {
        return size;
    }

    public String metric(int i) {
        return metrics[i];
    }

    public ValueKind kind(int i) {
        return kinds[i];
    }

    public double value(int i) {
        return values[i];
    }

    /** What stood there instead of a number, cut short; null for a number. */
    public @Nullable String text(int i) {
        return texts[i];
    }
}
