package org.sensorium.stream.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.sensorium.sink.publish.Notice;
import org.sensorium.sink.publish.OutboxEvent;
import org.sensorium.stream.observe.Latency;

class PublisherTest {
    private final ConcurrentLinkedQueue<OutboxEvent> outbox = new ConcurrentLinkedQueue<>();
    private final List<String> heard = new ArrayList<>();
    private final SimpleCounter published = new SimpleCounter();

    /** Acknowledges so many publishes in each of its lives. */
    private final class FrailBroker implements Broker {
        private final int life;
        private int left;

        FrailBroker(int life) {
            this.life = life;
            this.left = life;
        }

        @Override
        public void publish(List<Publication> publications, Runnable acknowledged)
                throws IOException {
            for (Publication each : publications) {
                if (left == 0) {
                    left = life;
                    throw new IOException("it was killed");
                }
                left--;
                heard.add(each.topic());
                acknowledged.run();
            }
        }

        @Override
        public void close() {}
    }

    private final class Table implements Events {
        @Override
        public boolean lead() {
            return true;
        }

        @Override
        public List<OutboxEvent> next(int most) {
            return outbox.stream().limit(most).toList();
        }

        @Override
        public void published(List<Long> ids) {
            outbox.removeIf(each -> ids.contains(each.id()));
        }

        @Override
        public void await(Duration atMost) {
            Thread.onSpinWait();
        }

        @Override
        public void close() {}
    }

    private static OutboxEvent event(int id, String... departments) {
        List<Notice> notices = new ArrayList<>();
        for (String each : departments) {
            notices.add(new Notice(each, each + "/" + id, "{}"));
        }
        return new OutboxEvent(id, "a-" + id, "raised", notices, null);
    }

    private void publishAll(Broker broker) {
        Publisher publisher =
                new Publisher(Table::new, broker, new Latency("for the test"), published);
        publisher.start();
        await().until(outbox::isEmpty);
        publisher.close();
    }

    @Test
    void aBrokerThatNeverLivesForAWholeBatchGetsOnAllTheSame() {
        IntStream.range(0, 10).forEach(id -> outbox.add(event(id, "a")));
        publishAll(new FrailBroker(3));
        assertThat(heard)
                .containsExactly(
                        IntStream.range(0, 10).mapToObj(id -> "a/" + id).toArray(String[]::new));
        assertThat(published.getCount()).isEqualTo(10);
    }

    @Test
    void anEventThatNotAllWereToldOfIsRepeated() {
        outbox.add(event(0, "a", "b"));
        outbox.add(event(1, "a", "b"));
        publishAll(new FrailBroker(3));
        assertThat(heard).containsExactly("a/0", "b/0", "a/1", "a/1", "b/1");
        assertThat(published.getCount()).isEqualTo(2);
    }
}
