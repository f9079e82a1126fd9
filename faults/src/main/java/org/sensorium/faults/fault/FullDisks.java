package org.sensorium.faults.fault;

import java.util.List;
import java.util.Map;
import org.sensorium.faults.system.SmallDisk;

/** A disk is full, of the broker, the database or the checkpoints. */
final class FullDisks {
    private static final int FAST = 200;
    private static final int AT_ONCE = 100_000;

    private FullDisks() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart("F14", "the broker's disk fills up, 200 MB/s", FullDisks::broker),
                Fault.ofDatabase("F15", "the database's disk is full", FullDisks::database),
                Fault.ofPart("F16", "the checkpoints' disk is full", FullDisks::checkpoints));
    }

    private static void broker(Round round) throws Exception {
        SmallDisk disk = disk(round, "data/broker");
        long before = round.fleet().accounts().postponedMessages();
        try {
            disk.fill(FAST);
            round.hold(2);
        } finally {
            disk.empty();
        }
        if (round.fleet().accounts().postponedMessages() == before) {
            throw new IllegalStateException("nothing was refused though the disk was full");
        }
    }

    private static void database(Round round) throws Exception {
        SmallDisk disk = disk(round, "data/postgres");
        round.expectDeath("database"); // PostgreSQL gives up when it cannot write its log
        try {
            disk.fill(AT_ONCE);
            round.hold(round.between(4, 8));
        } finally {
            disk.empty();
        }
    }

    /** Readings are stored all the same. */
    private static void checkpoints(Round round) throws Exception {
        SmallDisk disk = disk(round, "data/checkpoints");
        try {
            disk.fill(AT_ONCE);
            round.hold(2);
            long before = round.fleet().accounts().acknowledgedReadings();
            round.hold(round.between(6, 9));
            if (round.fleet().accounts().acknowledgedReadings() == before) {
                throw new IllegalStateException(
                        "no reading was taken while no checkpoint could be");
            }
        } finally {
            disk.empty();
        }
    }

    private static SmallDisk disk(Round round, String directory) {
        Map<String, SmallDisk> disks = round.bench().disks();
        SmallDisk disk = disks.get(directory);
        if (disk == null) {
            throw new IllegalStateException("there is no small disk at " + directory);
        }
        return disk;
    }
}
