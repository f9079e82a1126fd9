package org.sensorium.stream.fold;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Sensor;
import org.sensorium.stream.detect.Known;

/** Which groups a sensor belongs to that are large enough to fall silent together. */
final class Groups {
    /**
     * So many sensors make a gateway device or feeder a group. Fewer are told of as quickly one by
     * one.
     */
    static final int LEAST_ON_A_LINE = 5;

    /** So many make a district one: its sensors have nothing in common but the weather. */
    static final int LEAST_IN_A_DISTRICT = 20;

    private final Known known;

    Groups(Known known) {
        this.known = known;
    }

    /** The narrowest first; none if the sensor stands alone. */
    List<Group> of(int sensorKey) {
        @Nullable Sensor sensor = known.sensor(sensorKey);
        if (sensor == null) {
            return List.of();
        }
        List<Group> groups = new ArrayList<>(3);
        add(groups, IncidentKind.GATEWAY_SILENT, sensor.gateway(), LEAST_ON_A_LINE);
        add(groups, IncidentKind.FEEDER_SILENT, sensor.feeder(), LEAST_ON_A_LINE);
        add(groups, IncidentKind.DISTRICT_SILENT, sensor.district(), LEAST_IN_A_DISTRICT);
        return groups;
    }

    private void add(List<Group> groups, IncidentKind kind, @Nullable String name, int least) {
        if (name != null && known.members(kind, name) >= least) {
            groups.add(new Group(kind, name));
        }
    }

    /** How many sensors that were not taken down are in it. */
    int size(Group group) {
        return known.members(group.kind(), group.name());
    }

    /** Where the sensor is; empty if it is not known. */
    String district(int sensorKey) {
        @Nullable Sensor sensor = known.sensor(sensorKey);
        return sensor == null ? "" : sensor.district();
    }
}
