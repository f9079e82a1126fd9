package org.sensorium.launcher;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sensorium.launcher.database.Migration;
import org.sensorium.launcher.database.RunningDatabase;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.sink.schema.Schema;
import picocli.CommandLine;

/**
 * Brings an existing database to the current schema and the registry to its first accounts, and
 * starts nothing: for those whose parts are started by something else than {@code up}, containers
 * for example. Passwords are those in the home's {@code secrets.env}; missing ones are made.
 */
@CommandLine.Command(
        name = "migrate",
        description = "Brings the database of SENSORIUM_DB_URL to the current schema.")
final class MigrateCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Settings settings = Launcher.settings();
        Settings.ExistingDatabase given =
                settings.database()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "SENSORIUM_DB_URL is not set: the embedded database"
                                                        + " is migrated by bin/sensorium up"));
        settings.home().prepare();
        Secrets secrets =
                Secrets.of(settings.home(), Schema.ROLES, settings.adminPassword().orElse(null));
        RunningDatabase database =
                new RunningDatabase(given.url(), given.user(), given.password(), Optional.empty());
        new Migration(database, secrets, System.out::println).run();
        System.out.println("database schema is current");
        return 0;
    }
}
