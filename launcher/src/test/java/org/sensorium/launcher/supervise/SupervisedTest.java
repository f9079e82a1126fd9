package org.sensorium.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SupervisedTest {
    private final FakePart part = new FakePart();
    private final FakeLater later = new FakeLater();
    private final List<String> notices = new ArrayList<>();
    private final Supervised supervised =
            new Supervised(part, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), later, notices::add);

    @Test
    void aKilledPartComesBackByItself() throws Exception {
        supervised.start();
        part.die("exit code 137");
        assertThat(notices)
                .containsExactly("gateway ended (exit code 137): starting it again in 0.25 s");
        later.runNext();
        assertThat(part.lives).hasSize(2);
        assertThat(notices).last().isEqualTo("gateway is started again");
        assertThat(supervised.deaths()).isEqualTo(1);
        assertThat(supervised.lastDeath()).isEqualTo("exit code 137");
    }

    @Test
    void aPartThatKeepsDyingIsStartedLessAndLessOften() throws Exception {
        supervised.start();
        for (int i = 0; i < 4; i++) {
            part.die("exit code 1");
            later.runNext();
        }
        assertThat(later.delays)
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1000L, 2000L);
    }

    @Test
    void aRestartThatFailsIsTriedAgain() throws Exception {
        supervised.start();
        part.die("exit code 1");
        part.refusals = 1;
        later.runNext();
        assertThat(notices).last().asString().contains("no memory").contains("in 0.5 s");
        later.runNext();
        assertThat(part.lives).hasSize(2);
    }

    @Test
    void aStoppedPartStaysStopped() throws Exception {
        supervised.start();
        part.die("exit code 1");
        supervised.stop(Duration.ofSeconds(1));
        later.runNext();
        assertThat(part.lives).hasSize(1);
    }

    @Test
    void stoppingIsNoDeath() throws Exception {
        supervised.start();
        supervised.stop(Duration.ofSeconds(1));
        assertThat(part.lives.get(0).ended()).isDone();
        assertThat(supervised.deaths()).isZero();
        assertThat(later.tasks).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void aPartThatHadToBeKilledIsMentioned() throws Exception {
        part.obedient = false;
        supervised.start();
        supervised.stop(Duration.ofSeconds(7));
        assertThat(notices).containsExactly("gateway did not stop in order within 7 s");
    }

    @Test
    void aFirstStartThatFailsIsTheCallersToJudge() {
        part.refusals = 1;
        assertThatThrownBy(supervised::start).hasMessage("no memory");
        assertThat(later.tasks).isEmpty();
    }

    private static final class FakePart implements Startable {
        private final List<FakeLife> lives = new ArrayList<>();
        private int refusals;
        private boolean obedient = true;

        @Override
        public String name() {
            return "gateway";
        }

        @Override
        public Life start() throws IOException {
            if (refusals-- > 0) {
                throw new IOException("no memory");
            }
            lives.add(new FakeLife(obedient));
            return lives.get(lives.size() - 1);
        }

        void die(String how) {
            lives.get(lives.size() - 1).ended.complete(how);
        }
    }

    private record FakeLife(CompletableFuture<String> ended, boolean obedient) implements Life {
        FakeLife(boolean obedient) {
            this(new CompletableFuture<>(), obedient);
        }

        @Override
        public boolean stop(Duration grace) {
            ended.complete("exit code 143");
            return obedient;
        }
    }

    private static final class FakeLater implements Later {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final List<Duration> delays = new ArrayList<>();

        @Override
        public void run(Duration delay, Runnable task) {
            delays.add(delay);
            tasks.add(task);
        }

        void runNext() {
            tasks.remove().run();
        }
    }
}
