package org.sensorium.faults.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.sensorium.faults.fleet.Habit;
import org.sensorium.testbed.Folder;
import org.sensorium.testbed.Signals;

/** What lies on the disk is not what it should be when a part comes back. */
final class Restores {
    private Restores() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart("F22", "broker's data directory deleted", Restores::brokerWiped),
                Fault.ofPart(
                        "F34",
                        "newest checkpoint cut off, or gone, when the job comes back",
                        Restores::checkpoint));
    }

    /** What is queued in it is lost by definition, so nothing is: sensors pause before. */
    private static void brokerWiped(Round round) throws Exception {
        round.fleet().habit((sample, dice) -> List.of());
        round.await(
                "the queue to be empty", () -> round.fleet().accounts().outstandingMessages() == 0);
        round.hold(1);
        round.takeSessions();
        whileNobodyRestarts(
                round,
                "gateway",
                () -> Folder.delete(round.bench().copy().home().resolve("data/broker/data")));
        round.fleet().habit(Habit.USUAL);
        round.await(
                "the loss to be told of",
                () -> {
                    try {
                        return round.bench()
                                .copy()
                                .log("gateway")
                                .contains("the broker has lost the gateway's session");
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    private static void checkpoint(Round round) throws Exception {
        round.hold(round.between(0, 3));
        whileNobodyRestarts(
                round,
                "job",
                () -> {
                    Path newest = newestMetadata(round.bench().copy().home());
                    if (round.number() % 2 == 0) {
                        try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
                            file.setLength(file.length() / 2);
                        }
                    } else {
                        Folder.delete(newest.resolve("..").normalize());
                    }
                });
    }

    private interface Deed {
        void run() throws IOException;
    }

    private static void whileNobodyRestarts(Round round, String part, Deed deed)
            throws IOException {
        OptionalLong launcher = round.bench().copy().launcher();
        if (launcher.isEmpty()) {
            throw new IllegalStateException("the launcher is not found");
        }
        Signals.pause(launcher.getAsLong());
        try {
            round.kill(part);
            deed.run();
        } finally {
            Signals.resume(launcher.getAsLong());
        }
    }

    private static Path newestMetadata(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data/checkpoints"), 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(Restores::modified))
                    .orElseThrow(() -> new IllegalStateException("there is no checkpoint"));
        }
    }

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }
}
