package org.sensorium.faults.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sensorium.faults.system.SmallDisk;
import org.sensorium.faults.system.WallClock;

/** All faults, in the order of their numbers, and why those that are not run here are not. */
public final class Catalogue {
    private static final Set<String> ON_SMALL_DISKS = Set.of("F14", "F15", "F16");
    private static final Set<String> ON_OWN_CLOCK = Set.of("F27");

    private Catalogue() {}

    /** What the system has to stand on. */
    public static Ground ground(Fault fault) {
        if (ON_SMALL_DISKS.contains(fault.id())) {
            return Ground.SMALL_DISKS;
        }
        return ON_OWN_CLOCK.contains(fault.id()) ? Ground.OWN_CLOCK : Ground.USUAL;
    }

    /** Those that can be run. */
    public static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        if (SmallDisk.isPossible()) {
            all.addAll(FullDisks.all());
        }
        if (WallClock.isPossible()) {
            all.addAll(Clocks.all());
        }
        all.addAll(Kills.all());
        all.addAll(DatabaseFaults.all());
        all.addAll(Networks.all());
        all.addAll(Restores.all());
        all.addAll(Rivals.all());
        all.addAll(Inputs.all());
        all.addAll(Registries.all());
        all.addAll(Misconfigurations.all());
        all.addAll(Loads.all());
        all.sort(Comparator.comparingInt(fault -> Integer.parseInt(fault.id().substring(1))));
        return List.copyOf(all);
    }

    /** The reason by the fault's id. */
    public static Map<String, String> notRun() {
        Map<String, String> reasons = new TreeMap<>();
        if (!SmallDisk.isPossible()) {
            ON_SMALL_DISKS.forEach(
                    id -> reasons.put(id, "a small file system of its own takes root"));
        }
        if (!WallClock.isPossible()) {
            ON_OWN_CLOCK.forEach(
                    id -> reasons.put(id, "a clock that can be set takes a C compiler, cc"));
        }
        return Map.copyOf(reasons);
    }
}
