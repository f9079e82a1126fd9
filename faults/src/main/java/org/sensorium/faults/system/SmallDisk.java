package org.sensorium.faults.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small ext4 file system of its own, in a file, in place of one of a stopped system's
 * directories, with the same content. Takes root.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 4 * 1024 * 1024;

    private final Path directory;
    private final Path filler;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.filler = directory.resolve("filler");
    }

    /** Whether this user may mount. */
    public static boolean isPossible() {
        return System.getProperty("user.name").equals("root")
                && Files.isExecutable(Path.of("/bin/mount"));
    }

    /** Mounts it. */
    public static SmallDisk inPlaceOf(Path directory, int megabytes) throws IOException {
        Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
        Files.createDirectories(directory);
        run("mv", directory.toString(), aside.toString());
        Files.createDirectory(directory);
        Path image = directory.resolveSibling(directory.getFileName() + ".image");
        run("truncate", "-s", megabytes + "M", image.toString());
        run("mkfs.ext4", "-q", "-m", "0", image.toString());
        run("mount", "-o", "loop", image.toString(), directory.toString());
        run("rmdir", directory + "/lost+found");
        run("cp", "-a", aside + "/.", directory + "/");
        run("rm", "-rf", aside.toString());
        return new SmallDisk(directory);
    }

    /** Writes until nothing is left, at most so fast. */
    public void fill(int megabytesPerSecond) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        FileStore store = Files.getFileStore(directory);
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (store.getUsableSpace() > 0) {
                int size = (int) Math.min(CHUNK, store.getUsableSpace());
                out.write(chunk, 0, size);
                TimeUnit.MILLISECONDS.sleep(1000L * CHUNK / 1024 / 1024 / megabytesPerSecond);
            }
        } catch (IOException e) {
            if (store.getUsableSpace() > CHUNK) {
                throw e; // otherwise it is full, which was the point
            }
        }
    }

    /** Gives the space back. */
    public void empty() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", directory.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
