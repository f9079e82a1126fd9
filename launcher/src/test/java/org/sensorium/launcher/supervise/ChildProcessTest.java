package org.sensorium.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.launcher.home.Home;

@Timeout(20)
class ChildProcessTest {
    @TempDir private Path directory;
    private Home home;

    @BeforeEach
    void prepare() throws Exception {
        home = new Home(directory);
        home.prepare();
    }

    @Test
    void itsOutputIsItsLogAndItsEndIsTold() throws Exception {
        Life life = shell("echo \"$GREETING\"; echo oops >&2; exit 3").start();
        assertThat(life.ended().get(10, TimeUnit.SECONDS)).isEqualTo("exit code 3");
        assertThat(life.wasKilled()).isFalse();
        assertThat(Files.readAllLines(home.log("p"))).containsExactly("hello", "oops");
    }

    @Test
    void itInheritsNothingButWhatItIsGiven() throws Exception {
        Life life = shell("/usr/bin/env").start();
        assertThat(life.ended().get(10, TimeUnit.SECONDS)).isEqualTo("exit code 0");
        assertThat(Files.readString(home.log("p"))).contains("GREETING=").doesNotContain("HOME=");
    }

    @Test
    void itIsAskedToStopAndLeavesNoTraces() throws Exception {
        Files.writeString(home.url("p"), "http://stale");
        Life life = shell("trap 'exit 0' TERM; echo up; while :; do /bin/sleep 0.05; done").start();
        assertThat(home.url("p")).doesNotExist();
        assertThat(home.readPid("p")).isPresent();
        awaitLine();
        assertThat(life.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(life.ended().get(10, TimeUnit.SECONDS)).isEqualTo("exit code 0");
        assertThat(home.pid("p")).doesNotExist();
    }

    @Test
    void whatALifeThatWasKilledLeftInItsTemporaryFolderIsGone() throws Exception {
        Path left = home.emptyTemporary("p").resolve("folder").resolve("library.so");
        Files.createDirectories(left.getParent());
        Files.createFile(left);
        Life life = shell("exit 0").start();
        life.ended().get(10, TimeUnit.SECONDS);
        assertThat(home.temporary("p")).isEmptyDirectory();
    }

    @Test
    void whoDoesNotListenIsEndedByForce() throws Exception {
        Life life = shell("trap '' TERM; echo up; while :; do /bin/sleep 0.05; done").start();
        awaitLine();
        assertThat(life.stop(Duration.ofMillis(200))).isFalse();
        assertThat(life.ended().get(10, TimeUnit.SECONDS)).isEqualTo("exit code 137");
        assertThat(life.wasKilled()).isTrue();
    }

    private ChildProcess shell(String script) {
        return new ChildProcess(
                "p", List.of("/bin/sh", "-c", script), Map.of("GREETING", "hello"), home);
    }

    private void awaitLine() throws Exception {
        while (Files.size(home.log("p")) == 0) {
            Thread.onSpinWait();
        }
    }
}
