package org.sensorium.simulator.compose;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.dice.Randomness;
import org.sensorium.simulator.faults.ExpectedLetter;
import org.sensorium.simulator.faults.FaultKind;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.publish.JsonBuffer;
import org.sensorium.simulator.publish.Message;

/**
 * Makes rubbish of messages now and then, each kind of fault as often as any other. Every rejected
 * piece holds a time that no other message of its sensor has, so that dead letters can be told
 * apart. Not thread-safe.
 */
final class FaultyMessages {
    private static final FaultKind[] KINDS = FaultKind.values();
    private static final int BRACKETS = 3000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double[] NO_VALUES = {};
    private static final long[] NO_TIMES = {};

    private final double share;
    private final Randomness dice;
    private final JsonBuffer out = new JsonBuffer();

    /**
     * Makes an injector.
     *
     * @param seed of the run
     * @param share of messages that are spoilt, 0 … 1
     */
    FaultyMessages(long seed, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("malformed share " + share + " is outside 0…1");
        }
        this.share = share;
        this.dice = new Randomness(Randomness.mix(seed, 0xFA_017L));
    }

    /** Draws the fault of the next message; null, mostly, if it has none. */
    @Nullable FaultKind draw() {
        return dice.chance(share) ? KINDS[dice.nextInt(KINDS.length)] : null;
    }

    /**
     * Writes a spoilt message.
     *
     * @param kind what is wrong
     * @param sensor index of the sensor
     * @param metrics what the sensor measures
     * @param times of the entries, at least one, epoch milliseconds
     * @param values {@code times.length × metrics.size()} good values
     */
    Message message(
            FaultKind kind, int sensor, List<MetricPlan> metrics, long[] times, double[] values) {
        long last = times[times.length - 1];
        out.clear();
        if (kind.scope() == FaultKind.Scope.MESSAGE) {
            rubbish(kind, last, metrics.get(0));
            return message(kind, sensor, NO_TIMES, NO_VALUES, metrics.size(), Long.toString(last));
        }
        int spoilt = dice.nextInt(metrics.size());
        double[] good = values.clone();
        int lastEntry = (times.length - 1) * metrics.size();
        boolean array = times.length > 1;
        if (array) {
            out.put('[');
            for (int e = 0; e < times.length - 1; e++) {
                ReadingJson.entry(out, metrics, times[e], values, e * metrics.size()).put(',');
            }
        }
        String mark;
        if (kind.scope() == FaultKind.Scope.ENTRY) {
            mark = entryWithBadTime(kind, last, metrics.get(spoilt), values[lastEntry + spoilt]);
            Arrays.fill(good, lastEntry, good.length, Double.NaN);
        } else {
            mark = Long.toString(last);
            entryWithBadValue(kind, last, metrics, spoilt, good, lastEntry);
        }
        if (array) {
            out.put(']');
        }
        return message(kind, sensor, times, good, metrics.size(), mark);
    }

    private Message message(
            FaultKind kind, int sensor, long[] times, double[] good, int metricCount, String mark) {
        return new Message(
                sensor,
                out.toBytes(),
                times,
                good,
                metricCount,
                List.of(new ExpectedLetter(kind.rejection(), mark)));
    }

    private void rubbish(FaultKind kind, long time, MetricPlan metric) {
        switch (kind) {
            case NOT_JSON -> out.put("ERR sensor fault, see manual; uptime ").number(time);
            case TRUNCATED ->
                    out.put("{\"ts\":").number(time).put(",\"values\":{").quoted(metric.name());
            case NOT_UTF8 ->
                    out.put("{\"ts\":").number(time).put(",\"values\":{\"").put(0xC3).put("\":1}}");
            case TOO_DEEP -> {
                out.put("{\"ts\":").number(time).put(",\"values\":");
                for (int i = 0; i < BRACKETS; i++) {
                    out.put('[');
                }
                for (int i = 0; i < BRACKETS; i++) {
                    out.put(']');
                }
                out.put('}');
            }
            case NOT_A_NUMBER ->
                    out.put("{\"ts\":")
                            .number(time)
                            .put(",\"values\":{")
                            .quoted(metric.name())
                            .put(":NaN}}");
            default -> out.put("\"a text at ").number(time).put("\"");
        }
    }

    /** An entry with one reading; gives the text that makes it unique. */
    private String entryWithBadTime(FaultKind kind, long time, MetricPlan metric, double value) {
        int start = out.length() + "{\"ts\":".length();
        out.put("{\"ts\":");
        switch (kind) {
            case BAD_TIMESTAMP -> out.quoted("half past " + time);
            case TIMESTAMP_WITHOUT_ZONE -> out.put('"').localTime(time).put('"');
            default -> out.number(time + HOUR_MILLIS);
        }
        String mark = out.text(start);
        out.put(",\"values\":{").quoted(metric.name()).put(':').decimal(value, metric.decimals());
        out.put("}}");
        return mark;
    }

    /** An entry with one bad value, or one too many; takes the bad one out of the good ones. */
    private void entryWithBadValue(
            FaultKind kind,
            long time,
            List<MetricPlan> metrics,
            int spoilt,
            double[] good,
            int at) {
        out.put("{\"ts\":").number(time).put(",\"values\":{");
        for (int m = 0; m < metrics.size(); m++) {
            MetricPlan metric = metrics.get(m);
            out.put(m == 0 ? "" : ",").quoted(metric.name()).put(':');
            if (m != spoilt || kind == FaultKind.UNKNOWN_METRIC) {
                out.decimal(good[at + m], metric.decimals());
                continue;
            }
            good[at + m] = Double.NaN;
            switch (kind) {
                case TOO_LARGE -> out.put("1e999");
                case STRING_VALUE -> out.put("\"12.5\"");
                case OUT_OF_RANGE -> out.decimal(metric.max() * 2 + 1, 1);
                default -> out.put("null");
            }
        }
        if (kind == FaultKind.UNKNOWN_METRIC) {
            out.put(",\"not_registered\":1");
        }
        out.put("}}");
    }
}
