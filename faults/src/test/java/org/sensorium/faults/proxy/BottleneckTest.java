package org.sensorium.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sensorium.faults.proxy.Mischief.Verdict;

class BottleneckTest {
    /** Hours for a frame: whatever passes at once does not wait. */
    private final Bottleneck bottleneck = new Bottleneck("gateway", 0.01);

    @Test
    void othersPassAtOnce() {
        assertThat(bottleneck.judge(frame("job", true))).isEqualTo(Verdict.PASS);
    }

    @Test
    void answersPassAtOnce() {
        assertThat(bottleneck.judge(frame("gateway", false))).isEqualTo(Verdict.PASS);
    }

    @Test
    void oneWhoseBytesAreTooManyWaitsUntilItIsOpened() throws Exception {
        CompletableFuture<Verdict> verdict =
                CompletableFuture.supplyAsync(() -> bottleneck.judge(frame("gateway-1", true)));
        assertThat(verdict.completeOnTimeout(Verdict.DROP, 200, TimeUnit.MILLISECONDS).get())
                .as("what it said before it was opened")
                .isEqualTo(Verdict.DROP);

        bottleneck.close();

        assertThat(CompletableFuture.supplyAsync(() -> bottleneck.judge(frame("gateway-1", true))))
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void asManyBytesASecondAsItSays() {
        long begin = System.nanoTime();
        Bottleneck wide = new Bottleneck("gateway", 1000);
        for (int i = 0; i < 4; i++) {
            wide.judge(frame("gateway", true));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void noWayAtAllIsNotABottleneck() {
        assertThatThrownBy(() -> new Bottleneck("gateway", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Frame frame(String from, boolean toServer) {
        return new Frame(from, toServer, new byte[100]);
    }
}
