package org.sensorium.registry.view;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sensorium.registry.credentials.UserPassword;

/** A person's account, or a service's. */
public final class UserAccount implements Account {
    private final String name;
    private final Role role;
    private final List<String> departments;
    private final boolean active;
    private final String passwordHash;

    public UserAccount(
            String name, Role role, List<String> departments, boolean active, String passwordHash) {
        this.name = name;
        this.role = role;
        this.departments = List.copyOf(departments);
        this.active = active;
        this.passwordHash = passwordHash;
    }

    @Override
    public String name() {
        return name;
    }

    /** What this account may do. */
    public Role role() {
        return role;
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public boolean verifies(byte[] password) {
        return active
                && UserPassword.verify(new String(password, StandardCharsets.UTF_8), passwordHash);
    }

    @Override
    public List<String> departments() {
        return departments;
    }

    @Override
    public long credentialsVersion() {
        return passwordHash.hashCode();
    }
}
