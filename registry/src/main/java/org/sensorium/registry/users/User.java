package org.sensorium.registry.users;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.view.Role;

/** An account, without its password. */
public record User(
        String id,
        @Nullable String displayName,
        Role role,
        List<String> departments,
        boolean disabled) {
    public User {
        departments = List.copyOf(departments);
    }
}
