package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.sink.ingestlog.FencedException;

/** A gateway whose inbox another one has claimed. */
class FencedGatewayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path home;

    @Test
    void writesNothingMoreAndStops() throws Exception {
        try (TestGateway gateway = new TestGateway(home)) {
            await().atMost(PATIENCE).until(gateway::isReady);
            long before = logEntries(gateway);

            gateway.execute("update store.inboxes set epoch = epoch + 1");

            await().atMost(PATIENCE).until(() -> !gateway.fatal.isEmpty());
            assertThat(gateway.fatal.get(0))
                    .isInstanceOf(FencedException.class)
                    .hasMessageContaining("claimed by another gateway");
            assertThat(gateway.isReady()).isFalse();
            assertThat(logEntries(gateway))
                    .isGreaterThanOrEqualTo(before)
                    .isEqualTo(sequence(gateway));
        }
    }

    private static long logEntries(TestGateway gateway) {
        return Long.parseLong(gateway.text("select count(*) from store.ingest_log"));
    }

    private static long sequence(TestGateway gateway) {
        return Long.parseLong(gateway.text("select last_seq from store.inboxes"));
    }
}
