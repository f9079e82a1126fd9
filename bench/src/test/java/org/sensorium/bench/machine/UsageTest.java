package org.sensorium.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void whatAProcessBurnsIsCounted() throws Exception {
        Map<String, Long> self = Map.of("self", ProcessHandle.current().pid());
        Usage before = Usage.now(self);
        long until = System.nanoTime() + 200_000_000L;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        Usage after = Usage.now(self);

        assertThat(after.cpuSince(before).get("self")).isPositive();
        assertThat(after.memoryBytes().get("self")).isPositive();
    }

    @Test
    void aProcessThatIsGoneUsesNothing() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();

        Usage usage = Usage.now(Map.of("gone", process.pid()));

        assertThat(usage.cpuSeconds()).containsEntry("gone", 0.0);
        assertThat(usage.memoryBytes()).containsEntry("gone", 0L);
    }
}
