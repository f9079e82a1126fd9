package org.sensorium.faults.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sensorium.faults.system.SmallDisk;

/** All faults, in the order of their numbers, and why those that are not run here are not. */
public final class Catalogue {
    private static final Map<String, String> NOT_RUN =
            new TreeMap<>(
                    Map.of(
                            "F27",
                            "clock steps of the server: need libfaketime under every process; the job's clock"
                                    + " is the log's and never goes back (ReadingPipelineTest)"));

    private static final Set<String> ON_SMALL_DISKS = Set.of("F14", "F15", "F16");

    private Catalogue() {}

    /** Whether the fault needs a system on small file systems, which only root can have. */
    public static boolean isOnSmallDisks(Fault fault) {
        return ON_SMALL_DISKS.contains(fault.id());
    }

    /** Those that can be run. */
    public static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        if (SmallDisk.isPossible()) {
            all.addAll(FullDisks.all());
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
        Map<String, String> reasons = new TreeMap<>(NOT_RUN);
        if (!SmallDisk.isPossible()) {
            ON_SMALL_DISKS.forEach(
                    id -> reasons.put(id, "a small file system of its own takes root"));
        }
        return Map.copyOf(reasons);
    }
}
