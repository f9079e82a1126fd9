package org.sensorium.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account of this machine under which PostgreSQL runs. An ordinary user runs it under their
 * own; PostgreSQL refuses to be run by root, who therefore lends it an unprivileged account: {@code
 * sensorium} where there is one, otherwise {@code nobody}.
 *
 * @param name the account to switch to, or empty to stay who we are
 */
public record ServerAccount(Optional<String> name) {

    /** The account for whoever runs this process. */
    public static ServerAccount ofThisProcess() throws IOException {
        if (!"0".equals(output("id", "-u"))) {
            return new ServerAccount(Optional.empty());
        }
        String account = succeeds("id", "-u", "sensorium") ? "sensorium" : "nobody";
        return new ServerAccount(Optional.of(account));
    }

    /**
     * The command as it has to be started so that it runs under this account. Keeps the process id
     * (exec).
     */
    public List<String> command(List<String> command) throws IOException {
        if (name.isEmpty()) {
            return command;
        }
        List<String> all = new ArrayList<>();
        if (succeeds("setpriv", "--version")) {
            String group = output("id", "-g", name.get());
            all.addAll(
                    List.of(
                            "setpriv",
                            "--reuid=" + output("id", "-u", name.get()),
                            "--regid=" + group,
                            "--clear-groups",
                            "--"));
        } else {
            throw new IOException(
                    "PostgreSQL does not run as root, and there is no 'setpriv' to run it as '"
                            + name.get()
                            + "': install util-linux, or start Sensorium as an ordinary user");
        }
        all.addAll(command);
        return List.copyOf(all);
    }

    /** Whether this account can reach and list the directory. */
    public boolean canEnter(Path directory) throws IOException {
        List<String> command = command(List.of("test", "-x", directory.toString()));
        return succeeds(command.toArray(String[]::new));
    }

    /**
     * Creates the directory, only for this account, if it is not there. Parents have to be there.
     */
    public void createDirectory(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            Files.createDirectory(directory);
        }
        give(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    /** Makes this account the owner. */
    public void give(Path path) throws IOException {
        if (name.isPresent()) {
            Files.setOwner(
                    path,
                    FileSystems.getDefault()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(name.get()));
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command[0], e);
        } catch (IOException e) {
            return false;
        }
    }

    private static String output(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("'" + String.join(" ", command) + "' ended with " + exit);
            }
            return text.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command[0], e);
        }
    }
}
