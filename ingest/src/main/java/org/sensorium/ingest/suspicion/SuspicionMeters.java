package org.sensorium.ingest.suspicion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted of attacks, whether or not the audit log is told of it. */
final class SuspicionMeters {
    private final Counter scans;
    private final Counter changedClients;
    private final Counter untold;
    private final Counter lost;

    SuspicionMeters(MeterRegistry registry) {
        scans =
                Counter.builder("sensorium.broker.topic.scans")
                        .description("Times that an account tried one foreign topic after another")
                        .register(registry);
        changedClients =
                Counter.builder("sensorium.broker.clients.changed")
                        .description("Sign-ins of a sensor with another client id than before")
                        .register(registry);
        untold =
                Counter.builder("sensorium.broker.security.events.untold")
                        .description("Security events beyond what the audit log is told")
                        .register(registry);
        lost =
                Counter.builder("sensorium.broker.security.events.lost")
                        .description("Security events that could not be written to the audit log")
                        .register(registry);
    }

    void scanned() {
        scans.increment();
    }

    void clientChanged() {
        changedClients.increment();
    }

    void untold() {
        untold.increment();
    }

    void lost() {
        lost.increment();
    }
}
