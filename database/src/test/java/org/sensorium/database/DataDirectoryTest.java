package org.sensorium.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private final ServerAccount ourselves = new ServerAccount(Optional.empty());
    @TempDir private Path directory;

    @Test
    void aPlaceWithinReachIsTakenAsItIs() throws Exception {
        Path wanted = directory.resolve("home/postgres");
        assertThat(DataDirectory.settle(wanted, ourselves))
                .isEqualTo(directory.toRealPath().resolve("home/postgres"));
        assertThat(wanted).doesNotExist();
    }

    @Test
    void aLinkIsFollowedEvenWhenItsTargetIsYetToBeMade() throws Exception {
        Path target = directory.resolve("elsewhere/cluster");
        Path wanted = Files.createSymbolicLink(directory.resolve("postgres"), target);
        assertThat(DataDirectory.settle(wanted, ourselves)).isEqualTo(target);
        assertThat(target.getParent()).isDirectory();
    }
}
