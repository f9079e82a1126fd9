package org.sensorium.launcher.database;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.sensorium.database.LocalTimescale;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.parts.Parts;
import org.sensorium.launcher.supervise.Life;
import org.sensorium.launcher.supervise.Startable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own TimescaleDB as a part under watch. */
final class OwnTimescale implements Startable {
    private static final Logger log = LoggerFactory.getLogger(OwnTimescale.class);

    private final LocalTimescale server;
    private final Home home;

    OwnTimescale(LocalTimescale server, Home home) {
        this.server = server;
        this.home = home;
    }

    @Override
    public String name() {
        return Parts.DATABASE;
    }

    @Override
    public Life start() throws IOException {
        server.start();
        if (server.pid().isPresent()) {
            Files.writeString(home.pid(Parts.DATABASE), server.pid().getAsLong() + "\n");
        }
        CompletableFuture<String> ended =
                server.ended().thenApply(nothing -> "PostgreSQL ended, see its log");
        return new Life() {
            @Override
            public CompletableFuture<String> ended() {
                return ended;
            }

            @Override
            public boolean stop(Duration grace) {
                try {
                    server.close();
                    Files.deleteIfExists(home.pid(Parts.DATABASE));
                    return true;
                } catch (IOException e) {
                    log.error("the database does not stop: {}", e.getMessage());
                    return false;
                }
            }
        };
    }
}
