package org.sensorium.ingest.broker;

import com.codahale.metrics.MetricRegistry;
import com.hivemq.HiveMQServer;
import com.hivemq.configuration.ConfigurationBootstrap;
import com.hivemq.configuration.info.SystemInformationImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the broker has on disk, open but not listened at. It takes as long as all else together, and
 * needs none of it: whoever starts again after a crash opens it beside the rest.
 *
 * @param counts the broker's own metrics
 */
public record BrokerStore(BrokerSettings settings, HiveMQServer hivemq, MetricRegistry counts) {
    /**
     * Writes the configuration and opens sessions, queues and retained messages.
     *
     * @throws IOException if it cannot, with the usual cause in words
     */
    public static BrokerStore open(BrokerSettings settings) throws IOException {
        Path conf = settings.directory().resolve("conf");
        Path extensions = settings.directory().resolve("extensions");
        Path data = settings.directory().resolve("data");
        Files.createDirectories(extensions);
        Files.createDirectories(data); // HiveMQ locks a file in it before it would make it
        BrokerConfiguration.write(
                conf,
                settings,
                TlsKeystore.of(settings),
                ClientCertificates.of(settings.tlsDirectory()));
        BrokerConfiguration.apply(Buckets.of(data));
        SystemInformationImpl whereabouts =
                new SystemInformationImpl(
                        true, true, conf.toFile(), data.toFile(), extensions.toFile());
        whereabouts.init();
        MetricRegistry counts = new MetricRegistry();
        HiveMQServer hivemq =
                new HiveMQServer(
                        whereabouts,
                        counts,
                        ConfigurationBootstrap.bootstrapConfig(whereabouts),
                        false,
                        false);
        try {
            hivemq.bootstrap();
        } catch (Exception e) {
            hivemq.stop();
            throw cannotStart(settings, e);
        }
        return new BrokerStore(settings, hivemq, counts);
    }

    static IOException cannotStart(BrokerSettings settings, Exception cause) {
        return new IOException(
                "the broker cannot start ("
                        + settings
                        + "): is a port taken, or does another gateway use "
                        + settings.directory()
                        + "? "
                        + cause,
                cause);
    }
}
