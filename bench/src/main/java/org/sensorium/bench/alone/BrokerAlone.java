package org.sensorium.bench.alone;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The embedded broker without anything of ours in it: the gateway's own configuration, on another
 * port, everybody let in, nothing looked at. Ends when its input does.
 */
public final class BrokerAlone {
    /** As the gateway sets it; otherwise 50, stop and wait. */
    private static final int WINDOW_MESSAGES = 4096;

    private BrokerAlone() {}

    /**
     * @param args folder of the configuration, folder for its state
     */
    public static void main(String[] args) throws Exception {
        Path data = Files.createDirectories(Path.of(args[1], "data"));
        Path extensions = Files.createDirectories(Path.of(args[1], "extensions"));
        EmbeddedHiveMQ broker =
                EmbeddedHiveMQ.builder()
                        .withConfigurationFolder(Path.of(args[0]))
                        .withDataFolder(data)
                        .withExtensionsFolder(extensions)
                        .withoutLoggingBootstrap()
                        .build();
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = WINDOW_MESSAGES;
        broker.start().get();
        System.out.println("ready=1");
        while (System.in.read() >= 0) {
            // until whoever started it lets go
        }
        broker.stop().get();
        System.exit(0);
    }
}
