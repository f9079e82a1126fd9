package org.sensorium.launcher.supervise;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sensorium.launcher.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of a part as its JVM laid them out in memory, in a file that later lives map instead
 * of reading, parsing and verifying each class again: a part that was killed is back sooner. It is
 * the JVM's dynamic class data sharing (JEP 350), written by {@code jcmd VM.cds dynamic_dump}.
 *
 * <p>Each archive has in its name what it was made from: Java, command line, jars. Whoever gives
 * options about class data sharing of his own gets none of ours.
 */
public final class ClassArchive {
    private static final Logger log = LoggerFactory.getLogger(ClassArchive.class);
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Path JAVA = BIN.resolve("java");
    private static final Path JCMD = BIN.resolve("jcmd");
    private static final String RECORD = "RecordDynamicDumpInfo";
    private static final List<String> SHARING = List.of("-Xshare", "Archive", RECORD);
    private static final long PATIENCE_SECONDS = 60;

    private final Home home;
    private final String part;
    private final List<String> command;

    /**
     * @param command the part's, without the options of this archive
     */
    ClassArchive(Home home, String part, List<String> command) {
        this.home = home;
        this.part = part;
        this.command = List.copyOf(command);
    }

    /**
     * What the JVM is to be told for its next life: to use the archive, or to make ready for
     * writing one; nothing if neither can be.
     */
    List<String> options() throws IOException {
        if (!isPossible()) {
            return List.of();
        }
        Path file = file();
        // What cannot be used or archived is no matter for the part's own log.
        String quiet = "-Xlog:cds*=error";
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, quiet)
                : List.of("-XX:+" + RECORD, quiet);
    }

    /**
     * Has the living part write its archive, if there is none; it stands still meanwhile, for some
     * seconds. What fails is logged, and only costs time at later starts.
     *
     * @return whether it has written one
     */
    boolean write() {
        try {
            OptionalLong pid = home.readPid(part);
            if (!isPossible() || pid.isEmpty()) {
                return false;
            }
            Path file = file();
            if (Files.exists(file)) {
                return false;
            }
            write(file, pid.getAsLong());
            return true;
        } catch (IOException e) {
            log.warn("{}: no class archive: {}", part, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void write(Path file, long pid) throws IOException, InterruptedException {
        Files.createDirectories(home.cache());
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(draft);
        long began = System.nanoTime();
        Process jcmd =
                new ProcessBuilder(
                                JCMD.toString(),
                                Long.toString(pid),
                                "VM.cds",
                                "dynamic_dump",
                                draft.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(home.log(part + "-classes").toFile())
                        .start();
        if (!jcmd.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
        if (!Files.exists(draft)) {
            throw new IOException("see " + home.log(part + "-classes"));
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.READ)) {
            channel.force(true); // half of one would be believed
        }
        removeOthers();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(home.log(part + "-classes"));
        log.info(
                "{}: class archive written after {} ms",
                part,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /** Of earlier builds. */
    private void removeOthers() throws IOException {
        try (DirectoryStream<Path> others =
                Files.newDirectoryStream(home.cache(), part + "-*.jsa")) {
            for (Path other : others) {
                Files.delete(other);
            }
        }
    }

    private boolean isPossible() {
        if (!command.get(0).equals(JAVA.toString())
                || !Files.isExecutable(JCMD)
                || command.stream().anyMatch(ClassArchive::isAboutSharing)) {
            return false;
        }
        // The parts run on the launcher's own Java.
        @Nullable HotSpotDiagnosticMXBean hotSpot =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return hotSpot != null && !hotSpot.getVMOption(RECORD).getName().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isAboutSharing(String word) {
        return word.startsWith("-X") && SHARING.stream().anyMatch(word::contains);
    }

    private Path file() throws IOException {
        return home.cache().resolve(part + "-" + fingerprint() + ".jsa");
    }

    private String fingerprint() throws IOException {
        List<String> made = new ArrayList<>(command);
        made.add(System.getProperty("java.vm.version"));
        for (String entry : classPath().split(":")) {
            made.addAll(jars(entry));
        }
        byte[] all = String.join("\n", made).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(all).toString();
    }

    private String classPath() {
        int option = command.indexOf("-cp");
        return option < 0 ? "" : command.get(option + 1);
    }

    /** As the JVM checks them, and in the order in which it takes those of a directory. */
    private static List<String> jars(String entry) throws IOException {
        if (!entry.endsWith("/*")) {
            return List.of(describe(Path.of(entry)));
        }
        try (Stream<Path> files = Files.list(Path.of(entry.substring(0, entry.length() - 2)))) {
            List<String> jars = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".jar")).toList()) {
                jars.add(describe(file));
            }
            return jars;
        }
    }

    private static String describe(Path jar) throws IOException {
        return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
    }
}
