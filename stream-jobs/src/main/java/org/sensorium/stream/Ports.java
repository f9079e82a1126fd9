package org.sensorium.stream;

import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.sensorium.model.AlertEvent;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.RegistryOpener;
import org.sensorium.stream.log.DatabaseLog;
import org.sensorium.stream.log.Log;
import org.sensorium.stream.publish.PublishSink;
import org.sensorium.stream.store.AlertTarget;
import org.sensorium.stream.store.IncidentTarget;
import org.sensorium.stream.store.RollUpTarget;
import org.sensorium.stream.store.StoreSink;
import org.sensorium.stream.window.RollUpChange;

/**
 * All that the pipeline touches of the outside world.
 *
 * @param lateness how long after its end a minute waits for late readings
 * @param rollUpDelay the longest time until a reading is in a roll-up
 * @param flapping when an alert flaps
 */
public record Ports(
        Log.Opener log,
        Known.Opener registry,
        Sink<RollUpChange> rollUps,
        Sink<AlertEvent> alerts,
        Sink<IncidentEvent> incidents,
        Sink<AlertEvent> publishing,
        Duration lateness,
        Duration rollUpDelay,
        Flapping flapping) {
    private static final int ROLL_UPS_AT_A_TIME = 2000;
    private static final Duration ROLL_UPS_WAIT = Duration.ofMillis(250);
    private static final int ALERTS_AT_A_TIME = 200;
    private static final Duration ALERTS_WAIT = Duration.ofMillis(3);

    /** Database and broker as the settings name them. */
    static Ports of(Settings settings) {
        return new Ports(
                new DatabaseLog.Opener(settings.database()),
                new RegistryOpener(settings.database()),
                new StoreSink<>(
                        settings.database(), new RollUpTarget(), ROLL_UPS_AT_A_TIME, ROLL_UPS_WAIT),
                new StoreSink<>(
                        settings.database(), new AlertTarget(), ALERTS_AT_A_TIME, ALERTS_WAIT),
                new StoreSink<>(
                        settings.database(), new IncidentTarget(), ALERTS_AT_A_TIME, ALERTS_WAIT),
                new PublishSink(settings.database(), settings.mqtt()),
                settings.lateness(),
                settings.rollUpDelay(),
                settings.flapping());
    }
}
