package org.sensorium.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final byte[] PAYLOAD = {'{', '}'};
    private static final long SECOND = 1_000_000;

    private final Arrivals arrivals = new Arrivals();
    private final AtomicBoolean stores = new AtomicBoolean(true);
    private final AtomicLong seconds = new AtomicLong();
    private final Handover handover =
            new Handover(arrivals, stores::get, () -> seconds.get() * 1_000_000_000L);

    @Test
    void itIsClosedUntilABeaconShowsThatTheQueueIsShort() {
        assertThat(offer(null)).isFalse();
        assertThat(handover.wantsBeacon()).isTrue();

        handover.beaconReturned(0, 2 * SECOND);
        assertThat(handover.isOpen()).isFalse();

        handover.beaconReturned(2 * SECOND, 3 * SECOND);
        assertThat(offer(null)).isTrue();
    }

    @Test
    void sensorsWaitForTheShortWayUnlessTheQueueIsLong() {
        assertThat(handover.awaitsSensors(0)).isFalse();
        assertThat(handover.awaitsSensors(2_000_000_000L)).isTrue();

        open();
        assertThat(handover.awaitsSensors(0)).isTrue();
    }

    @Test
    void whoWaitsWhileNothingIsStoredIsHandedBackOnce() {
        open();
        offer(new Answer(new ArrayList<>(), Runnable::run, "a"));
        List<Boolean> handedBack = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            handedBack.add(handover.isToBeHandedBack());
            seconds.incrementAndGet();
        }
        assertThat(handedBack).containsExactly(false, false, false, true, false);
        assertThat(handover.isOpen()).isFalse();
    }

    @Test
    void aProcessThatStoodStillItselfGivesTheDatabaseItsTimeAnew() {
        open();
        offer(new Answer(new ArrayList<>(), Runnable::run, "a"));
        assertThat(handover.isToBeHandedBack()).isFalse();
        seconds.addAndGet(10);
        assertThat(handover.isToBeHandedBack()).isFalse();
        assertThat(handover.isOpen()).isTrue();
    }

    @Test
    void theClockMovesOnlyWhenNothingOlderIsLeftInTheQueue() throws InterruptedException {
        open();
        offer(null);
        assertThat(next().movesClock()).isFalse();

        handover.beaconReturned(0, 2 * SECOND); // sent before it was opened
        offer(null);
        assertThat(next().movesClock()).isFalse();

        handover.beaconReturned(2 * SECOND, 3 * SECOND);
        offer(null);
        assertThat(next().movesClock()).isTrue();
        assertThat(handover.wantsBeacon()).isFalse();
    }

    @Test
    void aLostConnectionKeepsTheClockBackUntilTheQueueIsReadAgain() throws InterruptedException {
        open();
        handover.beaconReturned(2 * SECOND, 3 * SECOND);

        handover.connectionLost(4 * SECOND);
        offer(null);
        handover.beaconReturned(3 * SECOND, 5 * SECOND); // an old one, delivered again
        offer(null);
        assertThat(next().movesClock()).isFalse();
        assertThat(next().movesClock()).isFalse();

        handover.beaconReturned(5 * SECOND, 6 * SECOND);
        offer(null);
        assertThat(next().movesClock()).isTrue();
    }

    @Test
    void whileTheDatabaseIsAwayMessagesGoTheLongWay() {
        open();
        stores.set(false);

        assertThat(offer(null)).isFalse();
        assertThat(handover.isOpen()).isFalse();
        assertThat(handover.wantsBeacon()).isFalse();
    }

    @Test
    void whatIsTooMuchGoesTheLongWay() {
        open();
        for (int i = 0; i < 50_000; i++) {
            assertThat(offer(new Answer(new ArrayList<>(), Runnable::run, "a"))).isTrue();
        }

        assertThat(offer(new Answer(new ArrayList<>(), Runnable::run, "a"))).isFalse();
        assertThat(handover.isOpen()).isFalse();
    }

    @Test
    void sendersAreAnsweredOnTheirLoopsAndFlushedAfterAllIsWritten() {
        open();
        List<String> said = new ArrayList<>();
        List<Runnable> onLoop = new ArrayList<>();
        List<Receipt> receipts =
                List.of(new Answer(said, onLoop::add, "a"), new Answer(said, onLoop::add, "b"));
        receipts.forEach(this::offer);

        Executor loop = receipts.get(0).loop();
        handover.answer(List.of(new Answer(said, loop, "a"), new Answer(said, loop, "b")));

        assertThat(handover.unanswered()).isZero();
        assertThat(said).isEmpty();
        assertThat(onLoop).hasSize(1);
        onLoop.get(0).run();
        assertThat(said).containsExactly("write a", "write b", "flush a", "flush b");
    }

    private void open() {
        handover.beaconReturned(0, SECOND);
    }

    private boolean offer(@Nullable Receipt receipt) {
        return handover.offer("readings/a", PAYLOAD, 1, receipt);
    }

    private Message next() throws InterruptedException {
        Message message = arrivals.poll(Duration.ofSeconds(1));
        assertThat(message).isNotNull();
        return message;
    }

    private record Answer(List<String> said, Executor loop, String name) implements Receipt {
        @Override
        public void write() {
            said.add("write " + name);
        }

        @Override
        public void flush() {
            said.add("flush " + name);
        }
    }
}
