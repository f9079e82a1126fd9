package org.sensorium.registry.view;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.credentials.SensorSecret;

/** A sensor's account: its name is the sensor's id. */
public final class SensorAccount implements Account {
    private final String name;
    private final boolean active;
    private final byte @Nullable [] salt;
    private final byte @Nullable [] hash;

    public SensorAccount(
            String name, boolean active, byte @Nullable [] salt, byte @Nullable [] hash) {
        this.name = name;
        this.active = active;
        this.salt = salt;
        this.hash = hash;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean active() {
        return active && salt != null && hash != null;
    }

    @Override
    public boolean verifies(byte[] password) {
        return active && salt != null && hash != null && SensorSecret.verify(password, salt, hash);
    }

    @Override
    public List<String> departments() {
        return List.of();
    }

    @Override
    public long credentialsVersion() {
        return Arrays.hashCode(hash);
    }
}
