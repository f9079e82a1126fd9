package org.sensorium.stream.publish;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;
import org.sensorium.model.AlertEvent;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.observe.Latency;

/**
 * Keeps a {@link Publisher} running where Flink runs the job, so that it starts, moves and stops
 * with it. What is published comes from the outbox, whose transaction decided that it happened: the
 * events that arrive here are already on that way.
 *
 * <p>{@code sensorium_alerts_published_total} counts events of alerts and incidents acknowledged by
 * the broker for every department; {@code sensorium_publish_to_alert_seconds} measures from the
 * receipt of the reading behind an event to that moment.
 */
public final class PublishSink implements Sink<AlertEvent> {
    private static final long serialVersionUID = 1;

    private final DatabaseAddress database;
    private final MqttAddress mqtt;

    public PublishSink(DatabaseAddress database, MqttAddress mqtt) {
        this.database = database;
        this.mqtt = mqtt;
    }

    @Override
    public SinkWriter<AlertEvent> createWriter(WriterInitContext context) {
        MetricGroup ours = context.metricGroup().addGroup("sensorium");
        Latency latency =
                ours.gauge(
                        "publish_to_alert_seconds",
                        new Latency(
                                "From the receipt of a reading to the broker's acknowledgement of"
                                        + " the alert event that it caused."));
        Publisher publisher =
                new Publisher(
                        () -> Events.inDatabase(database),
                        new PahoBroker(mqtt),
                        latency,
                        ours.addGroup("alerts").counter("published"));
        publisher.start();
        return new SinkWriter<>() {
            @Override
            public void write(AlertEvent event, Context at) {
                // The outbox has it.
            }

            @Override
            public void flush(boolean endOfInput) {
                // The outbox keeps what is not published yet.
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }
}
