package org.sensorium.registry.view;

import java.util.List;

/** Who may sign in at the broker: a sensor, or a user. Never shows its hash. */
public sealed interface Account permits SensorAccount, UserAccount {
    /** The user name: a sensor's id or a user's name. */
    String name();

    /** Whether this may sign in at all: not retired, not disabled, credentials given. */
    boolean active();

    /** Whether the password is right. A user's takes some 30 ms, a sensor's a microsecond. */
    boolean verifies(byte[] password);

    /** The departments whose alerts this account may see; empty for a sensor. */
    List<String> departments();

    /**
     * Changes whenever the credentials do, so that a session can be ended that began with old ones.
     */
    long credentialsVersion();
}
