package org.sensorium.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketsTest {
    @TempDir private Path data;

    @Test
    void newDataHaveFew() throws IOException {
        assertThat(Buckets.of(data.resolve("not there"))).isEqualTo(8);
        Files.createDirectories(data.resolve("persistence/client_queue"));
        assertThat(Buckets.of(data)).isEqualTo(8);
    }

    @Test
    void dataKeepTheNumberThatTheyWereMadeWith() throws IOException {
        for (int i = 0; i < 64; i++) {
            Files.createDirectories(
                    data.resolve("persistence/client_queue/040500/client_queue_" + i));
        }
        Files.createDirectories(
                data.resolve("persistence/retained_messages/040500_R/retained_messages_0"));
        assertThat(Buckets.of(data)).isEqualTo(64);
    }
}
