package org.sensorium.launcher.database;

import java.util.Optional;
import org.sensorium.launcher.supervise.Startable;

/**
 * Where the database is, and who may migrate it. {@link #toString} shows no password.
 *
 * @param user may create the extension and, where it can, roles
 * @param part to be supervised, when it is ours; empty when somebody else runs it
 */
public record RunningDatabase(
        String jdbcUrl, String user, String password, Optional<Startable> part) {
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
