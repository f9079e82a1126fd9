package org.sensorium.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** The programs of an installation, run under the server's account. No state of its own. */
final class PostgresPrograms {
    private static final String ELSEWHERE_IN_INSTALLATION = "usr/lib/postgresql/17/bin";

    private final Path programs;
    private final ServerAccount account;

    PostgresPrograms(Path installation, ServerAccount account) {
        this.programs = installation.resolve(ELSEWHERE_IN_INSTALLATION);
        this.account = account;
    }

    /** Makes a cluster: whole, or not at all. */
    void initialise(Path dataDirectory, String superuser, String password) throws IOException {
        Path parent = dataDirectory.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    "the database cannot lie in the root directory itself");
        }
        Path fresh = parent.resolve(dataDirectory.getFileName() + ".new");
        removeTree(fresh);
        account.createDirectory(fresh);
        Path passwordFile = Files.createTempFile("sensorium-", ".once");
        try {
            Files.setPosixFilePermissions(
                    passwordFile,
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            Files.writeString(passwordFile, password + "\n");
            account.give(passwordFile);
            run(
                    fresh,
                    "initdb",
                    List.of(
                            "--pgdata=" + fresh,
                            "--username=" + superuser,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--data-checksums",
                            "--no-instructions"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Path configuration = fresh.resolve("postgresql.conf");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        + "\ninclude_if_exists = 'sensorium.conf'\ninclude_if_exists = 'local.conf'\n");
        Files.move(fresh, dataDirectory);
    }

    /**
     * Stops the server that runs on this directory, rolling back what is open, and waits for it.
     */
    void stop(Path dataDirectory, String mode, int seconds) throws IOException {
        run(
                dataDirectory,
                "pg_ctl",
                List.of(
                        "stop",
                        "--pgdata=" + dataDirectory,
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=" + seconds));
    }

    /** Sets a password without signing in. No server may run on this directory. */
    void setPassword(Path dataDirectory, String user, String password) throws IOException {
        Process process =
                builder(
                                dataDirectory,
                                "postgres",
                                List.of("--single", "-D", dataDirectory.toString(), "postgres"))
                        .redirectErrorStream(true)
                        .start();
        try (OutputStream input = process.getOutputStream()) {
            String statement =
                    "alter role \"" + user + "\" password '" + password.replace("'", "''") + "'\n";
            input.write(statement.getBytes(StandardCharsets.UTF_8));
        }
        finish(process, "postgres --single");
    }

    /** Starts the server itself; its messages are appended to {@code log}. */
    Process startServer(Path dataDirectory, Path log) throws IOException {
        List<String> alone = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // Otherwise Ctrl-C in the terminal would stop the database before those who still have
            // to write.
            alone.add("/usr/bin/setsid");
        }
        ProcessBuilder builder =
                builder(dataDirectory, "postgres", List.of("-D", dataDirectory.toString()));
        alone.addAll(builder.command());
        return builder.command(alone)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    private void run(Path directory, String program, List<String> arguments) throws IOException {
        Process process = builder(directory, program, arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        finish(process, program);
    }

    private ProcessBuilder builder(Path directory, String program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(programs.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(account.command(command)).directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("PG") || key.startsWith("LD_"));
        builder.environment().keySet().removeIf(key -> key.startsWith("SENSORIUM_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static void finish(Process process, String what) throws IOException {
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw LastWords.of(what, exit, output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + what + " ran", e);
        } finally {
            process.destroy();
        }
    }

    static void removeTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
