package org.sensorium.launcher.parts;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and with which account each part signs in to it. {@link #toString} shows no
 * password.
 *
 * @param jdbcUrl the same for all
 * @param logins by database role
 */
public record Addresses(String jdbcUrl, Map<String, Login> logins) {

    /** A database account. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** The account in which the part with this role signs in. */
    public Login login(String role) {
        @Nullable Login login = logins.get(role);
        return Optional.ofNullable(login)
                .orElseThrow(() -> new IllegalArgumentException("no account for the role " + role));
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
