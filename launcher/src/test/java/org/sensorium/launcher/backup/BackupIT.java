package org.sensorium.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.database.DumpPrograms;
import org.sensorium.database.Provisioning;
import org.sensorium.database.testing.TestDatabase;
import org.sensorium.launcher.home.Home;
import org.sensorium.sink.schema.Schema;

/** From one database into another, through the file. */
class BackupIT {
    private static final Map<String, String> PASSWORDS =
            Schema.ROLES.stream().collect(Collectors.toMap(Function.identity(), r -> "test"));

    @TempDir private Path directory;
    private TestDatabase.Database old;
    private TestDatabase.Database fresh;
    private Path file;

    @BeforeEach
    void fill() throws Exception {
        old = TestDatabase.shared().newDatabase();
        fresh = TestDatabase.shared().newDatabase();
        file = directory.resolve("a.backup");
        Schema.migrate(old.jdbcUrl(), old.user(), old.password(), PASSWORDS);
        execute(
                old,
                "insert into store.districts (district, name) values ('north', 'North')",
                "insert into store.metrics (metric) values ('pm25')",
                "insert into store.sensors (sensor_id, type, department, district)"
                        + " values ('a-1', 'air_quality', 'city', 'north')",
                // In chunks of many weeks, each a table of its own.
                "insert into store.readings select '2026-01-01Z'::timestamptz + n * interval '1 day',"
                        + " now(), n, 1, 1 from generate_series(1, 100) n");
    }

    @AfterEach
    void drop() throws Exception {
        old.close();
        fresh.close();
    }

    @Test
    void everyRowIsThereAgainAndTheSchemaGoesOnFromThere() throws Exception {
        back();
        restore(fresh);

        String all = "select md5(string_agg(r::text, ',' order by time)) from sensorium.readings r";
        assertThat(text(fresh, all)).isEqualTo(text(old, all));
        assertThat(text(fresh, "select count(*) from store.readings")).isEqualTo("100");
        Schema.migrate(fresh.jdbcUrl(), fresh.user(), fresh.password(), PASSWORDS);
        execute(fresh, "insert into store.readings values ('2027-01-01Z', now(), 1, 1, 1)");
        assertThat(
                        text(
                                fresh,
                                "select has_table_privilege('sensorium_reader', 'sensorium.readings', 'select')"))
                .isEqualTo("t");
    }

    @Test
    void aDatabaseThatHoldsASensoriumIsLeftAlone() throws Exception {
        back();
        assertThatThrownBy(() -> restore(old)).hasMessageContaining("restore into an empty one");
        assertThat(text(old, "select count(*) from store.readings")).isEqualTo("100");
    }

    @Test
    void aRowThatIsMissingIsMissed() throws Exception {
        back();
        changeManifest(
                manifest -> {
                    Map<String, Long> counts = new TreeMap<>(manifest.counts());
                    counts.put("readings", 101L);
                    return new Manifest(
                            1,
                            manifest.createdAt(),
                            manifest.timescaledb(),
                            manifest.schema(),
                            counts);
                });
        assertThatThrownBy(() -> restore(fresh))
                .hasMessageContaining("not all of the backup has been restored")
                .hasMessageContaining("readings 100 instead of 101");
    }

    @Test
    void anotherTimescaleIsRefusedBeforeAnythingIsWritten() throws Exception {
        back();
        changeManifest(
                manifest ->
                        new Manifest(
                                1,
                                manifest.createdAt(),
                                "1.7.0",
                                manifest.schema(),
                                manifest.counts()));
        assertThatThrownBy(() -> restore(fresh)).hasMessageContaining("of TimescaleDB 1.7.0");
        assertThat(text(fresh, "select to_regnamespace('store')")).isEqualTo("null");
    }

    private void back() throws Exception {
        Home home = new Home(directory.resolve("home"));
        home.prepare();
        Files.writeString(home.secrets(), "KEY=value\n");
        new Backup(home, server(old), programs(), line -> {}).write(file);
        assertThat(home.run()).isEmptyDirectory();
    }

    private void restore(TestDatabase.Database into) throws Exception {
        try (RestoredHome restored = new RestoredHome(file, new Home(directory.resolve("new")))) {
            restored.database(server(into), PASSWORDS, programs(), line -> {});
        }
    }

    private void changeManifest(UnaryOperator<Manifest> change) throws Exception {
        Path changed = directory.resolve("changed.backup");
        try (BackupFile backup = new BackupFile(file);
                BackupWriter writer = new BackupWriter(changed);
                InputStream dump = backup.dump()) {
            writer.text(BackupFile.MANIFEST, change.apply(backup.manifest()).toJson());
            dump.transferTo(writer.compressed(BackupFile.DUMP));
            writer.complete();
        }
        file = changed;
    }

    private static DumpPrograms programs() throws Exception {
        return new DumpPrograms(new Provisioning(line -> {}).provide());
    }

    private static DumpPrograms.Server server(TestDatabase.Database database) {
        return new DumpPrograms.Server(database.jdbcUrl(), database.user(), database.password());
    }

    private static void execute(TestDatabase.Database database, String... statements)
            throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String text(TestDatabase.Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
