package org.sensorium.faults.fault;

/** What a system has to stand on for a fault. */
public enum Ground {
    /** The machine as it is. */
    USUAL,
    /** Broker, database and checkpoints have a small file system each, which takes root. */
    SMALL_DISKS,
    /** All processes have a wall clock that can be set, which takes a C compiler. */
    OWN_CLOCK
}
