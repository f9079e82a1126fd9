package org.sensorium.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
    private static final Manifest MANIFEST =
            new Manifest(
                    1,
                    "2026-01-24T08:00:00.123Z",
                    "2.19.3",
                    6,
                    Map.of("readings", 7L, "alerts", 1L));

    @TempDir private Path directory;

    private Path write(String name, Manifest manifest) throws IOException {
        Path file = directory.resolve(name);
        Path tls = Files.createDirectories(directory.resolve("tls"));
        Files.writeString(tls.resolve("ca.pem"), "certificate");
        Path secrets = Files.writeString(directory.resolve("secrets"), "KEY=value\n");
        try (BackupWriter backup = new BackupWriter(file)) {
            backup.text(BackupFile.MANIFEST, manifest.toJson());
            backup.file(BackupFile.SECRETS, secrets);
            backup.folder(BackupFile.TLS, tls);
            backup.compressed(BackupFile.DUMP).write("dump".getBytes(StandardCharsets.UTF_8));
            backup.complete();
        }
        return file;
    }

    @Test
    void whatWasWrittenIsReadAgainByItsOwnerAlone() throws Exception {
        Path file = write("a.backup", MANIFEST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (BackupFile backup = new BackupFile(file)) {
            assertThat(backup.manifest()).isEqualTo(MANIFEST);
            assertThat(backup.secrets()).asString().isEqualTo("KEY=value\n");
            assertThat(backup.dump()).hasContent("dump");
            assertThat(backup.extract(BackupFile.TLS, directory.resolve("out"))).isTrue();
            assertThat(directory.resolve("out/ca.pem")).hasContent("certificate");
            assertThat(backup.extract(BackupFile.CHECKPOINT, directory.resolve("none"))).isFalse();
            assertThat(directory.resolve("none")).doesNotExist();
        }
    }

    @Test
    void whatIsNotCompletedLeavesNothingAndWhatIsThereIsNotOverwritten() throws Exception {
        Path file = directory.resolve("a.backup");
        try (BackupWriter backup = new BackupWriter(file)) {
            backup.text(BackupFile.MANIFEST, MANIFEST.toJson());
        }
        assertThat(directory).isEmptyDirectory();
        Files.writeString(file, "somebody else's");
        assertThatThrownBy(() -> new BackupWriter(file)).hasMessageContaining("is there already");
        assertThat(file).hasContent("somebody else's");
    }

    @Test
    void halfABackupIsNone() throws Exception {
        byte[] whole = Files.readAllBytes(write("a.backup", MANIFEST));
        Path half = directory.resolve("half");
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new BackupFile(half))
                .hasMessageContaining("is no complete backup");
        assertThatThrownBy(() -> new BackupFile(directory.resolve("missing")))
                .hasMessageContaining("there is no");
    }

    @Test
    void anotherFormatIsRefusedByItsNumber() throws Exception {
        Path file = write("a.backup", new Manifest(2, "", "", 6, Map.of()));
        try (BackupFile backup = new BackupFile(file)) {
            assertThatThrownBy(backup::manifest)
                    .hasMessageContaining("format 2, this version reads 1");
        }
    }

    @Test
    void anEntryThatLeadsOutOfItsFolderIsRefused() throws Exception {
        Path file = directory.resolve("a.backup");
        try (BackupWriter backup = new BackupWriter(file)) {
            backup.text(BackupFile.TLS + "/../../passwd", "x");
            backup.text("last", "");
            backup.complete();
        }
        try (BackupFile backup = new BackupFile(file)) {
            assertThatThrownBy(() -> backup.extract(BackupFile.TLS, directory.resolve("home/tls")))
                    .hasMessageContaining("is no backup");
        }
        assertThat(directory.resolve("passwd")).doesNotExist();
    }

    @Test
    void everyTableThatDiffersIsNamed() {
        assertThat(Tally.difference(Map.of("readings", 7L, "gone", 1L), Map.of("readings", 7L)))
                .isEmpty();
        assertThat(Tally.difference(Map.of("readings", 7L), Map.of("readings", 6L, "new", 1L)))
                .isEqualTo("readings 6 instead of 7");
    }
}
