package org.sensorium.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.LogFiles;
import picocli.CommandLine;

/** Shows the last lines of the parts' logs, and, if asked, what comes. */
@CommandLine.Command(name = "logs", description = "The last lines of all logs, or of one part's.")
final class LogsCommand implements Callable<Integer> {
    @CommandLine.Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "part",
            description = "database, gateway, job, console, fleet or launcher; all by default.")
    private @Nullable String part;

    @CommandLine.Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes.")
    private boolean follow;

    @CommandLine.Option(
            names = {"-n", "--lines"},
            description = "How many of the last lines (default: 200, of all logs: 20).")
    private @Nullable Integer lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Launcher.settings().home();
        Map<Path, Long> shown = new LinkedHashMap<>();
        for (String name : names(home)) {
            Path log = home.log(name);
            shown.put(log, Files.exists(log) ? Files.size(log) : 0L);
            int last = lines != null ? lines : part == null ? 20 : 200;
            LogFiles.tail(log, last).forEach(line -> System.out.println(prefix(log) + line));
        }
        while (follow && !System.out.checkError()) {
            Thread.sleep(300);
            for (Map.Entry<Path, Long> log : shown.entrySet()) {
                log.setValue(showFrom(log.getKey(), log.getValue()));
            }
        }
        return 0;
    }

    private List<String> names(Home home) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        if (Files.isDirectory(home.logs())) {
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(home.logs(), "*.log")) {
                logs.forEach(log -> names.add(log.getFileName().toString().replace(".log", "")));
            }
        }
        if (part == null) {
            if (names.isEmpty()) {
                throw new IOException("there are no logs yet in " + home.logs());
            }
            return List.copyOf(names);
        }
        if (!names.contains(part)) {
            throw new IOException(
                    "there is no log of '" + part + "' in " + home.logs() + ", only of " + names);
        }
        return List.of(part);
    }

    private long showFrom(Path log, long from) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = file.length() < from ? 0 : from; // moved away meanwhile
            byte[] fresh = new byte[(int) Math.min(file.length() - start, 1 << 20)];
            file.seek(start);
            file.readFully(fresh);
            int whole = new String(fresh, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
            new String(fresh, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> System.out.println(prefix(log) + line));
            return start + whole;
        }
    }

    private String prefix(Path log) {
        return part == null ? log.getFileName().toString().replace(".log", "") + " │ " : "";
    }
}
