package org.sensorium.ingest.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the broker's gate counts. */
final class BrokerMeters {
    private final MeterRegistry registry;
    private final Counter signedIn;
    private final Counter signInRefused;
    private final Counter subscriptionRefused;

    BrokerMeters(MeterRegistry registry) {
        this.registry = registry;
        signedIn =
                Counter.builder("sensorium.broker.signins")
                        .description("Connections that signed in")
                        .register(registry);
        signInRefused =
                Counter.builder("sensorium.broker.signins.refused")
                        .description("Connections refused for their user name or password")
                        .register(registry);
        subscriptionRefused =
                Counter.builder("sensorium.broker.subscriptions.refused")
                        .description("Subscriptions that the account has no right to")
                        .register(registry);
    }

    void signedIn() {
        signedIn.increment();
    }

    void signInRefused() {
        signInRefused.increment();
    }

    void subscriptionRefused() {
        subscriptionRefused.increment();
    }

    /** Counts by cause: {@code topic}, {@code rate}, {@code gate}. */
    void publishRefused(String cause) {
        Counter.builder("sensorium.broker.publishes.refused")
                .description("Publishes refused before they were acknowledged")
                .tag("cause", cause)
                .register(registry)
                .increment();
    }
}
