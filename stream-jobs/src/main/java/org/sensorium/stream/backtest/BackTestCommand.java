package org.sensorium.stream.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.sensorium.model.Rule;
import org.sensorium.registry.view.RegistryView;
import org.sensorium.sink.DatabaseAddress;
import org.sensorium.stream.alert.Flapping;
import org.sensorium.stream.log.DatabaseLog;
import org.sensorium.stream.log.Log;

/**
 * {@code backtest RULE.json [--from TIME] [--to TIME]}: what the rule would have raised over the
 * ingest log, as JSON on standard output; how far it is on standard error. Changes nothing, and can
 * be stopped like any program.
 */
public final class BackTestCommand {
    private static final String USAGE =
            "usage: backtest RULE.json [--from TIME] [--to TIME], times as 2025-01-31T12:00:00Z";
    private static final double PERCENT = 100;

    private BackTestCommand() {}

    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out, args));
    }

    /**
     * Runs it.
     *
     * @param environment says where the database is
     * @param out gets the result
     * @return what the process should exit with
     */
    public static int run(Map<String, String> environment, PrintStream out, String... args) {
        String file = "";
        Instant from = Instant.EPOCH;
        Instant to = Instant.now();
        try {
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--from") && i + 1 < args.length) {
                    from = Instant.parse(args[++i]);
                } else if (args[i].equals("--to") && i + 1 < args.length) {
                    to = Instant.parse(args[++i]);
                } else if (args[i].startsWith("--") || !file.isEmpty()) {
                    System.err.println(USAGE);
                    return 2;
                } else {
                    file = args[i];
                }
            }
        } catch (DateTimeException e) {
            System.err.println("backtest: " + e.getMessage() + "\n" + USAGE);
            return 2;
        }
        if (file.isEmpty() || !from.isBefore(to)) {
            System.err.println(USAGE + ", from before to");
            return 2;
        }
        try {
            JsonNode json = new ObjectMapper().readTree(Path.of(file).toFile());
            Rule rule = RuleJson.read(json);
            DatabaseAddress database = DatabaseAddress.fromEnvironment(environment);
            Flapping flapping =
                    Flapping.ofText(environment.getOrDefault("SENSORIUM_JOB_FLAPPING_RAISES", ""));
            out.println(
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(run(rule, database, flapping, from, to)));
            return 0;
        } catch (IOException | SQLException | RuntimeException e) {
            System.err.println("backtest: " + e.getMessage());
            return 1;
        }
    }

    private static JsonNode run(
            Rule rule, DatabaseAddress database, Flapping flapping, Instant from, Instant to)
            throws IOException, SQLException {
        try (RegistryView view = RegistryView.open(database, "sensorium-backtest");
                Log log = new DatabaseLog.Opener(database).open("sensorium-backtest")) {
            BackTestResult result =
                    new BackTest(log, view::sensor, view::members, view.rules(), flapping)
                            .run(rule, from, to, BackTestCommand::say, () -> false);
            return ResultJson.write(result, view::sensor, view::metricName);
        }
    }

    private static void say(double done) {
        System.err.printf(Locale.ROOT, "backtest: %.0f %%%n", PERCENT * done);
    }
}
