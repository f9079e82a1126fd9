package org.sensorium.launcher.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Consumer;
import org.sensorium.database.DumpPrograms;
import org.sensorium.sink.schema.Schema;

/**
 * Brings a dump into a database in which nothing is yet, and proves by the counts of the backup's
 * manifest that all of it is there.
 */
final class Restore {
    private final BackupFile backup;
    private final Manifest manifest;
    private final DumpPrograms programs;
    private final Consumer<String> progress;

    Restore(BackupFile backup, DumpPrograms programs, Consumer<String> progress)
            throws IOException {
        this.backup = backup;
        this.manifest = backup.manifest();
        this.programs = programs;
        this.progress = progress;
    }

    /**
     * Restores.
     *
     * @param server who may create the extension
     * @param rolePasswords as {@link Schema#migrate} takes them
     * @throws IOException if something stands in the way; the database is of no use then
     */
    void into(DumpPrograms.Server server, Map<String, String> rolePasswords) throws IOException {
        try {
            Schema.prepare(server.jdbcUrl(), server.user(), server.password(), rolePasswords);
            try (Connection connection = connect(server)) {
                checkExtension(connection);
                checkEmpty(connection);
                execute(connection, "select timescaledb_pre_restore()");
            }
            progress.accept("restoring " + Tally.of(manifest.counts()));
            try (InputStream dump = backup.dump()) {
                programs.restore(server, dump);
            }
            try (Connection connection = connect(server)) {
                execute(connection, "select timescaledb_post_restore()");
                execute(connection, "analyze");
            }
            try (Connection connection = connect(server)) {
                check(Snapshot.counts(connection));
            }
        } catch (SQLException e) {
            throw new IOException("the database " + server + " refuses: " + e.getMessage(), e);
        }
    }

    private void checkExtension(Connection connection) throws IOException, SQLException {
        String here = Snapshot.extension(connection);
        if (!here.equals(manifest.timescaledb())) {
            throw new IOException(
                    "the backup is of TimescaleDB "
                            + manifest.timescaledb()
                            + ", here is "
                            + here
                            + ": restore it with the version of Sensorium that wrote it, then upgrade");
        }
    }

    private static void checkEmpty(Connection connection) throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regnamespace('store')")) {
            if (row.next() && row.getString(1) != null) {
                throw new IOException(
                        "there is a Sensorium in this database already: restore into an empty one");
            }
        }
    }

    private void check(Map<String, Long> found) throws IOException {
        String difference = Tally.difference(manifest.counts(), found);
        if (!difference.isEmpty()) {
            throw new IOException("not all of the backup has been restored: " + difference);
        }
    }

    private static Connection connect(DumpPrograms.Server server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
