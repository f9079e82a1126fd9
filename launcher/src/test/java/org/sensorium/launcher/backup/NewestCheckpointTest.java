package org.sensorium.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestCheckpointTest {
    @TempDir private Path directory;

    @Test
    void theNewestCompleteOneOfWhateverRunIsCopied() throws Exception {
        checkpoint("run-1/chk-9", 1000, "old");
        checkpoint("run-2/chk-1", 2000, "newest");
        Files.createDirectories(directory.resolve("run-2/chk-2"));
        Files.createDirectories(directory.resolve("run-2/shared"));
        Path copy = directory.resolve("copy");
        Files.writeString(Files.createDirectories(copy).resolve("leftover"), "of a first attempt");

        assertThat(new NewestCheckpoint(directory).copyTo(copy)).isTrue();

        assertThat(copy.resolve("state")).hasContent("newest");
        assertThat(copy.resolve("_metadata")).exists();
        assertThat(copy.resolve("leftover")).doesNotExist();
    }

    @Test
    void whereNoneIsThereIsNothingToCopy() throws Exception {
        Files.createDirectories(directory.resolve("run-1/chk-1"));
        assertThat(new NewestCheckpoint(directory).copyTo(directory.resolve("copy"))).isFalse();
        assertThat(new NewestCheckpoint(directory.resolve("none")).copyTo(directory)).isFalse();
    }

    private void checkpoint(String name, long millis, String state) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(folder.resolve("state"), state);
        Path metadata = Files.createFile(folder.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
    }
}
