package org.sensorium.ingest.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** What the broker's gate counts. */
final class BrokerMeters {
    private final MeterRegistry registry;
    private final Counter signedIn;
    private final Counter signInRefused;
    private final Counter subscriptionRefused;
    private final Counter deliveryRefused;
    private final LongAdder refused = new LongAdder();

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
        deliveryRefused =
                Counter.builder("sensorium.broker.deliveries.refused")
                        .description("Messages kept from who may not see them any more")
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

    void deliveryRefused() {
        refused.increment();
        deliveryRefused.increment();
    }

    /** Messages that were refused either way: HiveMQ counts them among those that it dropped. */
    long publishesRefused() {
        return refused.sum();
    }

    /** Counts by cause: {@code topic}, {@code rate}, {@code gate}. */
    void publishRefused(String cause) {
        refused.increment();
        Counter.builder("sensorium.broker.publishes.refused")
                .description("Publishes refused before they were acknowledged")
                .tag("cause", cause)
                .register(registry)
                .increment();
    }
}
