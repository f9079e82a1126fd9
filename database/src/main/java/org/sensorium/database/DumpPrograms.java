package org.sensorium.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * {@code pg_dump} and {@code pg_restore} of an installation, run as whoever we are against any
 * server that answers by TCP. No state of its own.
 */
public final class DumpPrograms {

    private final Path programs;

    /**
     * Who signs in where. {@link #toString} shows no password.
     *
     * @param jdbcUrl like {@code jdbc:postgresql://host:port/database}
     */
    public record Server(String jdbcUrl, String user, String password) {
        @Override
        public String toString() {
            return jdbcUrl + " as " + user;
        }
    }

    /**
     * @param installation as {@link Provisioning#provide} gave it
     */
    public DumpPrograms(Path installation) {
        this.programs = installation.resolve("usr/lib/postgresql/17/bin");
    }

    /**
     * Writes the whole database, in PostgreSQL's custom format, as the snapshot sees it.
     *
     * @param snapshot exported by a transaction that stays open meanwhile
     * @param into is left open
     * @throws IOException if the server refuses, or {@code into} does; what was written is no dump
     */
    public void dump(Server server, String snapshot, OutputStream into) throws IOException {
        Process process =
                builder(
                                server,
                                "pg_dump",
                                List.of(
                                        "--format=custom",
                                        "--compress=zstd:3",
                                        "--snapshot=" + snapshot))
                        .start();
        CompletableFuture<String> errors = errorsOf(process);
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(into);
            finish(process, "pg_dump", errors);
        } finally {
            process.destroy();
        }
    }

    /**
     * Restores a dump into an existing database, and stops at the first statement that fails.
     *
     * @throws IOException if one does
     */
    public void restore(Server server, InputStream dump) throws IOException {
        Process process = builder(server, "pg_restore", List.of("--exit-on-error")).start();
        CompletableFuture<String> errors = errorsOf(process);
        try {
            IOException broken = null;
            try (OutputStream input = process.getOutputStream()) {
                dump.transferTo(input);
            } catch (IOException e) {
                broken = e; // pg_restore has given up, and says why; or else the dump is broken
            }
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            finish(process, "pg_restore", errors);
            if (broken != null) {
                throw broken;
            }
        } finally {
            process.destroy();
        }
    }

    private ProcessBuilder builder(Server server, String program, List<String> arguments) {
        URI address = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        List<String> command = new ArrayList<>();
        command.add(programs.resolve(program).toString());
        command.addAll(
                List.of(
                        "--host=" + address.getHost(),
                        "--port=" + (address.getPort() < 0 ? 5432 : address.getPort()),
                        "--username=" + server.user(),
                        "--dbname=" + address.getPath().substring(1),
                        "--no-password"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("PG") || key.startsWith("LD_"));
        builder.environment().keySet().removeIf(key -> key.startsWith("SENSORIUM_"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PGPASSWORD", server.password());
        return builder;
    }

    private static CompletableFuture<String> errorsOf(Process process) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(
                                process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void finish(Process process, String what, CompletableFuture<String> errors)
            throws IOException {
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw LastWords.of(what, exit, errors.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + what + " ran", e);
        } catch (ExecutionException e) {
            throw new IOException("what " + what + " says cannot be read", e.getCause());
        }
    }
}
