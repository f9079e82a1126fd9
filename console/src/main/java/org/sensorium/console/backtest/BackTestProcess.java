package org.sensorium.console.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sensorium.console.http.Json;

/**
 * Runs a back-test in a process of its own: the job's classes with a heap of their own, at lower
 * priority, so that it takes nothing from what is live.
 */
final class BackTestProcess {
    private static final Pattern PROGRESS = Pattern.compile("backtest: ([0-9]{1,3}) %");
    private static final double PERCENT = 100;
    private static final int LAST_WORDS = 5;

    private final List<String> command;

    /**
     * @param command what takes a rule's file and {@code --from} and {@code --to}, tells its
     *     progress on standard error and its result on standard output
     */
    BackTestProcess(List<String> command) {
        this.command = command;
    }

    /** Returns when it is over, one way or the other. */
    void run(BackTestRun run, ObjectNode rule) {
        try {
            Path folder = Files.createTempDirectory("sensorium-backtest-");
            try {
                run(run, rule, folder);
            } finally {
                Files.deleteIfExists(folder.resolve("rule.json"));
                Files.deleteIfExists(folder.resolve("result.json"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            run.failed("the back-test cannot run: " + e.getMessage());
        } catch (InterruptedException e) {
            run.failed("the console stops");
            Thread.currentThread().interrupt();
        }
    }

    private void run(BackTestRun run, ObjectNode rule, Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("rule.json");
        Path result = folder.resolve("result.json");
        Files.write(file, Json.bytes(rule));
        List<String> whole = new ArrayList<>(command);
        whole.add(file.toString());
        whole.addAll(List.of("--from", run.from().toString(), "--to", run.to().toString()));
        Process process = new ProcessBuilder(whole).redirectOutput(result.toFile()).start();
        try {
            run.runs(process);
            String lastWords = listen(process, run);
            int status = process.waitFor();
            if (status == 0) {
                run.done(resultIn(result));
            } else {
                run.failed(lastWords.isEmpty() ? "it ended with status " + status : lastWords);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static JsonNode resultIn(Path file) throws IOException {
        return Json.readOwn(Files.readString(file));
    }

    /** Until its end; gives what it last said that was no progress. */
    private static String listen(Process process, BackTestRun run) throws IOException {
        Deque<String> said = new ArrayDeque<>();
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher progress = PROGRESS.matcher(line);
                if (progress.matches()) {
                    run.progress(Integer.parseInt(progress.group(1)) / PERCENT);
                } else {
                    said.add(line);
                    if (said.size() > LAST_WORDS) {
                        said.remove();
                    }
                }
            }
        }
        return String.join("\n", said);
    }
}
