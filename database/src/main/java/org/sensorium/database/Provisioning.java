package org.sensorium.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings PostgreSQL with TimescaleDB onto this machine by the script that lies beside this class.
 * Safe to call from several processes at once: one fetches, the others wait for it.
 */
public final class Provisioning {
    private static final String SCRIPT = "provision-timescaledb.sh";

    private final Consumer<String> progress;

    /**
     * @param progress takes a line at a time while packages are fetched, from the thread that calls
     *     {@link #provide}
     */
    public Provisioning(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * The directory of the installation, fetched first if it is not there (some 50 MB; later calls
     * take milliseconds).
     *
     * @throws ProvisioningException saying what is missing and what else would do
     * @throws IOException if not even the script could be run
     */
    public Path provide() throws IOException {
        Path script = Files.createTempFile("provision-timescaledb-", ".sh");
        try {
            try (InputStream source = Provisioning.class.getResourceAsStream(SCRIPT)) {
                if (source == null) {
                    throw new IllegalStateException(SCRIPT + " is missing from the database jar");
                }
                Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
            }
            return run(script);
        } finally {
            Files.deleteIfExists(script);
        }
    }

    private Path run(Path script) throws IOException {
        Path answer = Files.createTempFile("provision-timescaledb-", ".path");
        Process process =
                new ProcessBuilder("/bin/sh", script.toString())
                        .redirectOutput(answer.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        try {
            List<String> lines = new ArrayList<>();
            try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
                @Nullable String line;
                while ((line = errors.readLine()) != null) {
                    lines.add(line);
                    progress.accept(line);
                }
            }
            int exit = process.waitFor();
            if (exit != 0) {
                throw new ProvisioningException(causeOf(exit), String.join("\n", lines));
            }
            return Path.of(Files.readString(answer).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    ProvisioningException.Cause.OTHER, "interrupted while TimescaleDB was fetched");
        } finally {
            process.destroy();
            Files.deleteIfExists(answer);
        }
    }

    static ProvisioningException.Cause causeOf(int exit) {
        return switch (exit) {
            case 3 -> ProvisioningException.Cause.MACHINE;
            case 4 -> ProvisioningException.Cause.NETWORK;
            case 5 -> ProvisioningException.Cause.STORAGE;
            default -> ProvisioningException.Cause.OTHER;
        };
    }
}
