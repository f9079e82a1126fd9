package org.sensorium.stream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;

class LogFetcherTest {
    private final FakeLog log = new FakeLog();
    private final AtomicLong nanos = new AtomicLong();
    private final LogFetcher fetcher = new LogFetcher(log.open("test"), nanos::get);

    private List<Long> fetch() throws IOException {
        List<Long> sequences = new ArrayList<>();
        visit((inbox, slice) -> sequences.add(slice.sequence()));
        return sequences;
    }

    /** The inboxes that are let go of. */
    private List<String> fetchQuiet() throws IOException {
        List<String> quiet = new ArrayList<>();
        visit(
                (inbox, slice) -> {
                    if (slice.isQuiet()) {
                        quiet.add(inbox);
                    }
                });
        return quiet;
    }

    private void visit(BiConsumer<String, Slice> visitor) throws IOException {
        RecordsWithSplitIds<Slice> fetched = fetcher.fetch();
        for (String inbox = fetched.nextSplit(); inbox != null; inbox = fetched.nextSplit()) {
            for (Slice slice = fetched.nextRecordFromSplit();
                    slice != null;
                    slice = fetched.nextRecordFromSplit()) {
                visitor.accept(inbox, slice);
            }
        }
    }

    private void pass(int seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    @Test
    void anInboxAloneIsNeverLetGoOf() throws IOException {
        fetcher.handleSplitsChanges(new SplitsAddition<>(List.of(new InboxSplit("main", 0))));
        pass(3600);
        assertThat(fetchQuiet()).isEmpty();
    }

    @Test
    void aSilentInboxIsLetGoOfWhileAnotherIsHeardAndNeverAll() throws IOException {
        log.deliver("main", 1, 10).deliver("main-2", 1, 10);
        fetcher.handleSplitsChanges(
                new SplitsAddition<>(
                        List.of(new InboxSplit("main", 0), new InboxSplit("main-2", 0))));
        assertThat(fetchQuiet()).isEmpty();
        pass(31);
        assertThat(fetchQuiet()).as("both gateways are down").isEmpty();
        log.deliver("main-2", 2, 20);
        assertThat(fetchQuiet()).isEmpty();
        assertThat(fetchQuiet()).as("one is back").containsExactly("main");
        assertThat(fetchQuiet()).as("it is said once").isEmpty();
        pass(31);
        assertThat(fetchQuiet()).as("the last stays").isEmpty();
        log.deliver("main", 2, 30);
        assertThat(fetchQuiet()).as("in turn").containsExactly("main-2");
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
