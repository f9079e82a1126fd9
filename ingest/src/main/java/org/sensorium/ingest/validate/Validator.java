package org.sensorium.ingest.validate;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.decode.Entry;
import org.sensorium.ingest.decode.EntryConsumer;
import org.sensorium.ingest.decode.Excerpt;
import org.sensorium.model.DeadLetter;
import org.sensorium.model.Metric;
import org.sensorium.model.ReadingBatch;
import org.sensorium.model.RejectionReason;
import org.sensorium.model.Sensor;
import org.sensorium.sink.Micros;

/**
 * Judges one message's entries reading by reading: what fits goes into the batch, every other
 * reading becomes a dead letter with its first reason. One for each message's thread.
 */
public final class Validator implements EntryConsumer {
    /** How far ahead of its receipt a reading may be. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

    private static final long TOLERANCE_MICROS = FUTURE_TOLERANCE.toNanos() / 1000;

    private final Sensors sensors;
    private final long retentionMicros;
    private final ReadingBatch batch;
    private final Letters letters;

    private Origin origin = new Origin.Unknown();
    private long receivedMicros;

    /**
     * @param retention readings older than that at their receipt are {@code too_old}; null: none is
     * @param batch takes what fits
     * @param letters takes the rest
     */
    public Validator(
            Sensors sensors,
            @Nullable Duration retention,
            ReadingBatch batch,
            List<DeadLetter> letters) {
        this.sensors = sensors;
        this.retentionMicros =
                retention == null
                        ? Long.MAX_VALUE
                        : Math.multiplyExact(retention.toSeconds(), 1_000_000L);
        this.batch = batch;
        this.letters = new Letters(letters);
    }

    /** The message whose entries come next. */
    public void begin(String topic, byte[] payload, long receivedMicros) {
        this.origin = Origin.of(topic);
        this.receivedMicros = receivedMicros;
        letters.begin(topic, payload, receivedMicros);
    }

    /** The whole message as one dead letter. */
    public void rejectMessage(RejectionReason reason, String detail) {
        @Nullable String sensorId = origin instanceof Origin.OfSensor s ? s.id() : null;
        letters.ofMessage(sensorId, reason, detail);
    }

    @Override
    public void accept(Entry entry) {
        letters.beginEntry();
        String shapeProblem = entry.shapeProblem();
        if (shapeProblem != null) {
            rejectEntry(entry, RejectionReason.WRONG_SHAPE, shapeProblem);
        } else if (origin instanceof Origin.OfSensor sensor) {
            acceptOfSensor(entry, sensor.id());
        } else if (origin instanceof Origin.OfGateway gateway) {
            acceptOfGateway(entry, gateway.id());
        } else {
            rejectEntry(entry, RejectionReason.UNREGISTERED, "nobody may publish on this topic");
        }
    }

    private void acceptOfSensor(Entry entry, String id) {
        Sensor sensor = sensors.sensor(id);
        if (sensor == null || sensor.retired()) {
            rejectAll(entry, id, RejectionReason.UNREGISTERED, unregistered(id, sensor));
            return;
        }
        String claimed = entry.sensor();
        if (!entry.sensorIsText() || (claimed != null && !claimed.equals(id))) {
            rejectAll(entry, id, RejectionReason.IDENTITY_MISMATCH, mismatch(id, claimed));
            return;
        }
        if (entry.isSenml() && namesAnother(entry, sensor)) {
            String other = SenmlNames.sensorIdOf(entry.senmlBaseName(), entry.metric(0));
            rejectAll(entry, id, RejectionReason.IDENTITY_MISMATCH, mismatch(id, other));
            return;
        }
        acceptReadings(entry, sensor);
    }

    /** A base name may be any name for the device, but not that of another sensor. */
    private boolean namesAnother(Entry entry, Sensor sensor) {
        String metric = SenmlNames.metricOf(sensor, entry.senmlBaseName(), entry.metric(0));
        if (sensor.metrics().containsKey(metric)
                && (entry.senmlBaseName() + entry.metric(0)).equals(metric)) {
            return false;
        }
        String named = SenmlNames.sensorIdOf(entry.senmlBaseName(), entry.metric(0));
        return !named.equals(sensor.id()) && !named.isEmpty() && sensors.sensor(named) != null;
    }

    private void acceptOfGateway(Entry entry, String gatewayId) {
        String id = entry.sensor();
        if (id == null && entry.isSenml()) {
            id = SenmlNames.sensorIdOf(entry.senmlBaseName(), entry.metric(0));
        }
        if (id == null || id.isEmpty()) {
            rejectEntry(
                    entry,
                    RejectionReason.WRONG_SHAPE,
                    "an entry from a gateway needs a \"sensor\" with the sensor's id");
            return;
        }
        Sensor sensor = sensors.sensor(id);
        if (sensor == null || sensor.retired()) {
            rejectAll(entry, id, RejectionReason.UNREGISTERED, unregistered(id, sensor));
        } else if (!gatewayId.equals(sensor.gateway())) {
            rejectAll(
                    entry,
                    id,
                    RejectionReason.IDENTITY_MISMATCH,
                    "sensor '"
                            + id
                            + "' is not registered behind gateway '"
                            + Excerpt.of(gatewayId)
                            + "' but "
                            + (sensor.gateway() == null
                                    ? "behind none"
                                    : "behind '" + sensor.gateway() + "'"));
        } else {
            acceptReadings(entry, sensor);
        }
    }

    private void acceptReadings(Entry entry, Sensor sensor) {
        for (int i = 0; i < entry.size(); i++) {
            String name = entry.metric(i);
            if (entry.isSenml()) {
                name = SenmlNames.metricOf(sensor, entry.senmlBaseName(), name);
            }
            acceptReading(entry, i, sensor, name);
        }
    }

    private void acceptReading(Entry entry, int i, Sensor sensor, String name) {
        Metric metric = sensor.metrics().get(name);
        if (metric == null) {
            reject(entry, sensor.id(), name, RejectionReason.UNKNOWN_METRIC, unknown(sensor, name));
            return;
        }
        switch (entry.kind(i)) {
            case WRONG_TYPE ->
                    reject(
                            entry,
                            sensor.id(),
                            name,
                            RejectionReason.WRONG_TYPE,
                            subject(sensor, name)
                                    + ": a number or a boolean is expected, not "
                                    + entry.text(i));
            case NOT_FINITE ->
                    reject(
                            entry,
                            sensor.id(),
                            name,
                            RejectionReason.NOT_FINITE,
                            subject(sensor, name) + ": " + entry.text(i) + " is not finite");
            case NUMBER -> acceptNumber(entry, sensor, metric, entry.value(i));
        }
    }

    private void acceptNumber(Entry entry, Sensor sensor, Metric metric, double value) {
        long time = entry.time() == Entry.Time.GIVEN ? entry.timeMicros() : receivedMicros;
        if (entry.time() == Entry.Time.BAD) {
            reject(
                    entry,
                    sensor.id(),
                    metric.name(),
                    RejectionReason.BAD_TIMESTAMP,
                    subject(sensor, metric.name())
                            + ": ts "
                            + entry.timeText()
                            + " is neither epoch milliseconds nor RFC 3339 with a zone");
        } else if (time > receivedMicros + TOLERANCE_MICROS) {
            reject(
                    entry,
                    sensor.id(),
                    metric.name(),
                    RejectionReason.FUTURE,
                    subject(sensor, metric.name())
                            + ": "
                            + Micros.toInstant(time)
                            + " is more than 5 min ahead of its receipt at "
                            + Micros.toInstant(receivedMicros)
                            + ": set the sensor's clock");
        } else if (receivedMicros - time > retentionMicros) {
            reject(
                    entry,
                    sensor.id(),
                    metric.name(),
                    RejectionReason.TOO_OLD,
                    subject(sensor, metric.name())
                            + ": "
                            + Micros.toInstant(time)
                            + " is older than SENSORIUM_RETENTION keeps");
        } else if (!metric.accepts(value)) {
            reject(
                    entry,
                    sensor.id(),
                    metric.name(),
                    RejectionReason.OUT_OF_RANGE,
                    subject(sensor, metric.name())
                            + ": "
                            + value
                            + " is outside "
                            + metric.min()
                            + "…"
                            + metric.max()
                            + " "
                            + metric.unit());
        } else {
            batch.add(sensor.key(), metric.key(), time, value, receivedMicros);
        }
    }

    private void rejectAll(Entry entry, String sensorId, RejectionReason reason, String detail) {
        for (int i = 0; i < entry.size(); i++) {
            reject(entry, sensorId, entry.metric(i), reason, detail);
        }
    }

    private void rejectEntry(Entry entry, RejectionReason reason, String detail) {
        @Nullable String sensorId =
                origin instanceof Origin.OfSensor sensor ? sensor.id() : entry.sensor();
        reject(entry, sensorId, null, reason, detail);
    }

    private void reject(
            Entry entry,
            @Nullable String sensorId,
            @Nullable String metric,
            RejectionReason reason,
            String detail) {
        letters.ofReading(entry, sensorId, metric, reason, detail);
    }

    private static String subject(Sensor sensor, String metric) {
        return "metric '" + metric + "' of sensor '" + sensor.id() + "'";
    }

    private static String unknown(Sensor sensor, String metric) {
        return "sensor '"
                + sensor.id()
                + "' has no metric '"
                + Excerpt.of(metric)
                + "'; it has "
                + Excerpt.of(
                        String.join(", ", sensor.metrics().keySet().stream().sorted().toList()));
    }

    private static String unregistered(String id, @Nullable Sensor sensor) {
        return "sensor '"
                + Excerpt.of(id)
                + (sensor == null ? "' is not registered" : "' is retired")
                + ": register it by POST /api/v1/sensors";
    }

    private static String mismatch(String id, @Nullable String claimed) {
        return "sensor '"
                + id
                + "' speaks for "
                + (claimed == null ? "something that is no id" : "'" + Excerpt.of(claimed) + "'")
                + ": only a gateway speaks for others";
    }
}
