package org.sensorium.faults.fault;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.faults.oracle.Superuser;
import org.sensorium.faults.proxy.Proxy;
import org.sensorium.faults.system.SmallDisk;
import org.sensorium.faults.system.WallClock;
import org.sensorium.testbed.Copy;
import org.sensorium.testbed.Rest;

/**
 * What is broken, and by what.
 *
 * @param copy the system
 * @param outside between the sensors and the broker
 * @param inside between the broker and the gateway's inbox, and the job
 * @param before between the parts and the database
 * @param database past all proxies
 * @param rest the console
 * @param disks small file systems by the directory of the home; mostly none
 * @param clock of all its processes, if it can be set
 */
public record Bench(
        Copy copy,
        Proxy outside,
        Proxy inside,
        Proxy before,
        Superuser database,
        Rest rest,
        Map<String, SmallDisk> disks,
        @Nullable WallClock clock) {
    public Bench {
        disks = Map.copyOf(disks);
    }

    /** Takes all proxies out of the way. */
    public void heal() {
        outside.heal();
        inside.heal();
        before.heal();
    }
}
