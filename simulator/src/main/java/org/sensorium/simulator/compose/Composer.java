package org.sensorium.simulator.compose;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.faults.AnomalyInjector;
import org.sensorium.simulator.faults.AnomalyLog;
import org.sensorium.simulator.faults.AnomalyPlan;
import org.sensorium.simulator.faults.FaultKind;
import org.sensorium.simulator.fleet.Fleet;
import org.sensorium.simulator.fleet.MetricPlan;
import org.sensorium.simulator.fleet.SimulatedSensor;
import org.sensorium.simulator.publish.JsonBuffer;
import org.sensorium.simulator.publish.Message;
import org.sensorium.simulator.signals.SensorSignal;
import org.sensorium.simulator.signals.Weather;

/**
 * Makes a fleet's messages. Most sensors write plain entries with epoch milliseconds, every tenth
 * writes its time in words, every sixteenth speaks SenML, as in a city that bought its sensors over
 * the years. Not thread-safe.
 */
public final class Composer implements AutoCloseable {
    private static final int TIME_IN_WORDS = 10;
    private static final int SENML = 16;

    private final List<SimulatedSensor> sensors;
    private final SensorSignal[] signals;
    private final AnomalyInjector[] anomalies;
    private final long[] lastMillis;
    private final FaultyMessages faulty;
    private final JsonBuffer out = new JsonBuffer();

    /**
     * Makes a composer.
     *
     * @param fleet who speaks
     * @param anomalyPlan how often values lie
     * @param malformed share of messages that are rubbish
     * @param truth is told of each anomaly
     */
    public Composer(Fleet fleet, AnomalyPlan anomalyPlan, double malformed, AnomalyLog truth) {
        this.sensors = fleet.sensors();
        this.signals = new SensorSignal[sensors.size()];
        this.anomalies = new AnomalyInjector[sensors.size()];
        this.lastMillis = new long[sensors.size()];
        this.faulty = new FaultyMessages(fleet.seed(), malformed);
        Weather weather = new Weather(fleet.seed());
        for (SimulatedSensor sensor : sensors) {
            int i = sensor.index();
            signals[i] = SensorSignal.of(sensor, weather, fleet.seed());
            anomalies[i] = new AnomalyInjector(sensor, fleet.seed(), anomalyPlan, truth);
        }
    }

    /**
     * Lets a sensor take samples and report them.
     *
     * @param index the sensor's
     * @param firstMillis time of the first sample, epoch milliseconds
     * @param stepMillis between samples, at least 1
     * @param samples how many
     * @return null if the sensor is silent, by an anomaly
     */
    public @Nullable Message compose(
            int index, double firstMillis, double stepMillis, int samples) {
        List<MetricPlan> metrics = sensors.get(index).metrics();
        long[] times = new long[samples];
        double[] values = new double[samples * metrics.size()];
        int said = 0;
        for (int i = 0; i < samples; i++) {
            long time = Math.max(lastMillis[index] + 1, (long) (firstMillis + i * stepMillis));
            lastMillis[index] = time;
            int at = said * metrics.size();
            signals[index].sample(time, values, at);
            if (anomalies[index].apply(time, values, at)) {
                times[said++] = time;
            }
        }
        if (said == 0) {
            return null;
        }
        if (said < samples) {
            times = Arrays.copyOf(times, said);
            values = Arrays.copyOf(values, said * metrics.size());
        }
        FaultKind fault = faulty.draw();
        if (fault != null) {
            return faulty.message(fault, index, metrics, times, values);
        }
        write(index, metrics, times, values);
        return new Message(index, out.toBytes(), times, values, metrics.size(), List.of());
    }

    /** Reports the anomalies that the end of the run cut short. */
    @Override
    public void close() {
        for (AnomalyInjector injector : anomalies) {
            injector.close();
        }
    }

    private void write(int index, List<MetricPlan> metrics, long[] times, double[] values) {
        boolean senml = index % SENML == SENML - 1;
        boolean inWords = index % TIME_IN_WORDS == TIME_IN_WORDS - 1;
        boolean array = senml || times.length > 1;
        out.clear().put(array ? "[" : "");
        for (int e = 0; e < times.length; e++) {
            if (e > 0) {
                out.put(',');
            }
            int at = e * metrics.size();
            if (senml) {
                ReadingJson.senml(out, metrics, times[e], values, at);
            } else if (inWords) {
                ReadingJson.entryInWords(out, metrics, times[e], values, at);
            } else {
                ReadingJson.entry(out, metrics, times[e], values, at);
            }
        }
        out.put(array ? "]" : "");
    }
}
