package org.sensorium.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Consumer;
import org.sensorium.database.DumpPrograms;
import org.sensorium.launcher.home.Home;

/** A home into which a backup is put: its files first, then, once a server runs, the database. */
public final class RestoredHome implements AutoCloseable {
    private final BackupFile backup;
    private final Home home;

    /**
     * Reads the file's manifest.
     *
     * @throws IOException if it is no complete backup, or one that this version cannot read
     */
    public RestoredHome(Path file, Home home) throws IOException {
        this.backup = new BackupFile(file);
        this.home = home;
        backup.manifest();
    }

    /** Puts back the secrets, the certificate and the job's checkpoint. */
    public void files() throws IOException {
        Files.createFile(
                home.secrets(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(home.secrets(), backup.secrets());
        if (backup.extract(BackupFile.TLS, home.tls())) {
            Files.setPosixFilePermissions(home.tls(), PosixFilePermissions.fromString("rwx------"));
        }
        backup.extract(BackupFile.CHECKPOINT, home.checkpoints().resolve("restored/chk-0"));
    }

    /**
     * Puts back the database.
     *
     * @param server an empty one that runs
     * @param rolePasswords of the secrets that were put back
     * @throws IOException if not every row is there afterwards
     */
    public void database(
            DumpPrograms.Server server,
            Map<String, String> rolePasswords,
            DumpPrograms programs,
            Consumer<String> progress)
            throws IOException {
        new Restore(backup, programs, progress).into(server, rolePasswords);
    }

    @Override
    public void close() throws IOException {
        backup.close();
    }
}
