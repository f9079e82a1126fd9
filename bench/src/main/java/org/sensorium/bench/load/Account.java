package org.sensorium.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * Who a connection is.
 *
 * @param id client id, and user name where there is a password
 * @param password null: nobody signs in
 */
public record Account(String id, @Nullable String password) {
    @Override
    public String toString() {
        return id;
    }
}
