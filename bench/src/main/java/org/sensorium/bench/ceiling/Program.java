package org.sensorium.bench.ceiling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of the benchmark's own that prints {@code name=value} lines. Closing it ends it. */
final class Program implements AutoCloseable {
    private static final Pattern FIGURE = Pattern.compile("([a-z0-9, ]+)=([0-9][0-9.E+-]*)");
    private static final long GRACE_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;

    Program(List<String> command, Path log) throws IOException {
        process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * A Java program on the libraries of a part.
     *
     * @param options of the JVM
     */
    static List<String> java(
            Path root, String part, List<String> options, Class<?> main, List<String> arguments) {
        Path target = root.resolve(part).resolve("target");
        Path bench = root.resolve("bench/target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(target + "/classes:" + target.resolve("lib") + "/*:" + bench + "/classes");
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** What Flink reaches into. */
    static List<String> flinkOpens() {
        return Stream.of("lang", "net", "io", "nio", "lang.reflect", "text", "time", "util")
                .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED")
                .toList();
    }

    /** Waits for a line of that name. */
    String await(String name) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(name + "=")) {
                return line.substring(name.length() + 1);
            }
        }
        throw new IOException("a program ended before it said '" + name + "'");
    }

    /** Everything that it says until it ends by itself. */
    Map<String, Double> figures() throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            // Its libraries may say something, too.
            Matcher figure = FIGURE.matcher(line);
            if (figure.matches()) {
                figures.put(figure.group(1), Double.parseDouble(figure.group(2)));
            }
        }
        return figures;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
