package org.sensorium.launcher.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.sensorium.database.DumpPrograms;
import org.sensorium.launcher.home.Home;

/**
 * Writes a running system into one file: its secrets, the certificate that sensors trust, the job's
 * newest checkpoint, the database. In this order: the checkpoint is older than the dump, so the job
 * finds all that it has not read yet in the log that is dumped.
 */
public final class Backup {
    private final Home home;
    private final DumpPrograms.Server server;
    private final DumpPrograms programs;
    private final Consumer<String> progress;

    /**
     * @param server the running database, and who may read all of it
     * @param programs of the server's version
     * @param progress takes lines for whoever waits at the terminal
     */
    public Backup(
            Home home,
            DumpPrograms.Server server,
            DumpPrograms programs,
            Consumer<String> progress) {
        this.home = home;
        this.server = server;
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws IOException saying what stands in the way
     */
    public void write(Path file) throws IOException {
        Path checkpoint = Files.createTempDirectory(home.run(), "backup-");
        try (BackupWriter backup = new BackupWriter(file)) {
            boolean any = new NewestCheckpoint(home.checkpoints()).copyTo(checkpoint);
            if (!any) {
                progress.accept(
                        "there is no checkpoint of the job here: restored, it will begin at the"
                                + " beginning of the ingest log");
            }
            try (Snapshot snapshot = new Snapshot(server)) {
                Manifest manifest = snapshot.manifest();
                progress.accept("dumping " + Tally.of(manifest.counts()));
                backup.text(BackupFile.MANIFEST, manifest.toJson());
                backup.file(BackupFile.SECRETS, home.secrets());
                if (Files.isDirectory(home.tls())) {
                    backup.folder(BackupFile.TLS, home.tls());
                }
                backup.folder(BackupFile.CHECKPOINT, checkpoint);
                OutputStream dump = backup.compressed(BackupFile.DUMP);
                programs.dump(server, snapshot.name(), dump);
            }
            backup.complete();
        } catch (SQLException e) {
            throw new IOException("the database " + server + " refuses: " + e.getMessage(), e);
        } finally {
            new Home(checkpoint).remove();
        }
    }
}
