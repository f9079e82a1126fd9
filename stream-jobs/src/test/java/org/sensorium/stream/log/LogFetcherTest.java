package org.sensorium.stream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;

class LogFetcherTest {
    private final FakeLog log = new FakeLog();
    private final LogFetcher fetcher = new LogFetcher(log.open("test"));

    private List<Long> fetch() throws IOException {
        RecordsWithSplitIds<Slice> fetched = fetcher.fetch();
        List<Long> sequences = new ArrayList<>();
        while (fetched.nextSplit() != null) {
            for (Slice slice = fetched.nextRecordFromSplit();
                    slice != null;
                    slice = fetched.nextRecordFromSplit()) {
                sequences.add(slice.sequence());
            }
        }
        return sequences;
    }

    @Test
    void itReadsOnAfterTheOffsetAcrossGapsAndNothingTwice() throws IOException {
        log.deliver("main", 1, 10).deliver("main", 2, 20).deliver("main", 5, 30);
        fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(new InboxSplit("main", 1))));
        assertThat(fetch()).containsExactly(2L, 5L);
        assertThat(fetch()).isEmpty();
        log.deliver("main", 6, 40);
        assertThat(fetch()).containsExactly(6L);
    }

    @Test
    void aLogThatIsAwayIsWaitedFor() throws IOException {
        fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(new InboxSplit("main", 0))));
        log.deliver("main", 1, 10).away(true);
        assertThat(fetch()).isEmpty();
        assertThat(fetch()).isEmpty();
        assertThat(log.failures()).isEqualTo(2);
        log.away(false);
        assertThat(fetch()).containsExactly(1L);
    }

    @Test
    void itIsWokenWhileItWaitsForTheLog() throws Exception {
        log.away(true);
        for (int i = 0; i < 5; i++) {
            fetcher.wakeUp();
            fetch(); // the pauses grow
        }
        fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(new InboxSplit("main", 0))));
        Thread waiting =
                new Thread(
                        () -> {
                            try {
                                fetch();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        fetcher.wakeUp();
        await().until(() -> !waiting.isAlive());
    }
}
