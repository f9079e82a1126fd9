package org.sensorium.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {
    @TempDir private Path directory;

    @Test
    void theFirstLineIsTheProcess() {
        assertThat(PostmasterFile.parse(List.of("4711", "/data"))).hasValue(4711);
    }

    @Test
    void aTornFileNamesNobody() {
        assertThat(PostmasterFile.parse(List.of())).isEmpty();
        assertThat(PostmasterFile.parse(List.of("-"))).isEmpty();
    }

    @Test
    void aProcessThatIsAliveButWorksElsewhereIsNotTheServer() throws Exception {
        Path file = directory.resolve("postmaster.pid");
        Files.writeString(file, ProcessHandle.current().pid() + "\n");
        PostmasterFile postmaster = new PostmasterFile(directory);
        assertThat(postmaster.running()).isEmpty();
        postmaster.removeIfStale();
        assertThat(file).doesNotExist();
    }

    @Test
    void noFileMeansNobodyRuns() throws Exception {
        assertThat(new PostmasterFile(directory).running()).isEmpty();
    }
}
