package org.sensorium.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir private Path directory;

    @Test
    void onlyOneLauncherHoldsAHome() throws Exception {
        Home home = new Home(directory);
        home.prepare();
        assertThat(HomeLock.holder(home)).isEmpty();
        try (HomeLock held = HomeLock.take(home).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(HomeLock.take(home)).isEqualTo(Optional.empty());
            assertThat(HomeLock.holder(home)).hasValue(ProcessHandle.current().pid());
        }
        HomeLock.take(home).orElseThrow().close();
    }

    @Test
    void twoHomesDoNotDisturbEachOther() throws Exception {
        Home one = new Home(directory.resolve("one"));
        Home two = new Home(directory.resolve("two"));
        one.prepare();
        two.prepare();
        try (HomeLock first = HomeLock.take(one).orElseThrow();
                HomeLock second = HomeLock.take(two).orElseThrow()) {
            assertThat(first).isNotSameAs(second);
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsNamedWithTheVariable() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> new Home(file.resolve("home")).prepare())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("SENSORIUM_HOME");
    }

    @Test
    void aHomeIsUnusedUntilThereIsADatabaseAndCanBeRemovedWhole() throws Exception {
        Home home = new Home(directory.resolve("home"));
        home.prepare();
        Files.writeString(home.log("launcher"), "no network\n");
        assertThat(home.isUnused()).isTrue();
        Files.createSymbolicLink(home.postgres(), directory.resolve("elsewhere"));
        assertThat(home.isUnused()).isFalse();
        Files.delete(home.postgres());
        Files.createFile(home.credentials());
        assertThat(home.isUnused()).isFalse();
        home.remove();
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void theLastLinesOfALogAreShown() throws Exception {
        Path log = directory.resolve("a.log");
        assertThat(LogFiles.tail(log, 3)).isEmpty();
        Files.writeString(log, "1\n2\n3\n4\n");
        assertThat(LogFiles.tail(log, 2)).containsExactly("3", "4");
        assertThat(LogFiles.tail(log, 9)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aLargeLogIsMovedAwayUnderItsWriter() throws Exception {
        Path large = Files.writeString(directory.resolve("a.log"), "0123456789\n");
        Path small = Files.writeString(directory.resolve("b.log"), "0\n");
        LogFiles.rotateLarger(directory, 5);
        assertThat(large).isEmptyFile();
        assertThat(Files.readAllLines(directory.resolve("a.log.1")))
                .isEqualTo(List.of("0123456789"));
        assertThat(small).hasContent("0\n");
    }
}
