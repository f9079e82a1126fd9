package org.sensorium.simulator.compose;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.publish.JsonBuffer;

/** The contract's forms of readings. */
final class ReadingJson {
    private static final byte[][] MILLIS = new byte[1000][];

    static {
        for (int i = 0; i < 1000; i++) {
            MILLIS[i] = Integer.toString(1000 + i).substring(1).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private ReadingJson() {}

    /** Appends an entry with all metrics, its time in epoch milliseconds. */
    static JsonBuffer entry(
            JsonBuffer out, List<MetricPlan> metrics, long time, double[] values, int at) {
        return values(out.put("{\"ts\":").number(time), metrics, values, at);
    }

    /** Appends an entry with all metrics, its time in RFC 3339 as of UTC+8. */
    static JsonBuffer entryInWords(
            JsonBuffer out, List<MetricPlan> metrics, long time, double[] values, int at) {
        return values(out.put("{\"ts\":\"").timeAtPlusEight(time).put('"'), metrics, values, at);
    }

    /** Appends the records of one entry in SenML, the first one with base time and all. */
    static JsonBuffer senml(
            JsonBuffer out, List<MetricPlan> metrics, long time, double[] values, int at) {
        for (int m = 0; m < metrics.size(); m++) {
            MetricPlan metric = metrics.get(m);
            out.put(m == 0 ? "{\"bt\":" : ",{");
            if (m == 0) {
                out.number(time / 1000).put('.').put(MILLIS[(int) (time % 1000)]).put(',');
            }
            out.put("\"n\":").quoted(metric.name()).put(",\"u\":").quoted(metric.unit());
            out.put(",\"v\":").decimal(values[at + m], metric.decimals()).put('}');
        }
        return out;
    }

    private static JsonBuffer values(
            JsonBuffer out, List<MetricPlan> metrics, double[] values, int at) {
        out.put(",\"values\":{");
        for (int m = 0; m < metrics.size(); m++) {
            MetricPlan metric = metrics.get(m);
            if (m > 0) {
                out.put(',');
            }
            out.quoted(metric.name()).put(':').decimal(values[at + m], metric.decimals());
        }
        return out.put("}}");
    }
}
