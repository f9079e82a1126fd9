package org.sensorium.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sensorium.launcher.health.HealthProbe;
import org.sensorium.launcher.health.PartHealth;
import org.sensorium.launcher.home.Home;
import org.sensorium.launcher.home.HomeLock;
import org.sensorium.launcher.parts.Parts;
import picocli.CommandLine;

/** Says how each part fares; exits with 0 only if all are healthy. */
@CommandLine.Command(
        name = "status",
        description = "Health of each part; exits with 0 only if all are healthy.")
final class StatusCommand implements Callable<Integer> {
    @CommandLine.Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Settings settings = Launcher.settings();
        Home home = settings.home();
        boolean launched = HomeLock.holder(home).isPresent();
        List<PartHealth> health = new HealthReport(settings, new HealthProbe(home)).of(parts(home));
        boolean healthy = launched && health.stream().allMatch(PartHealth::healthy);
        if (json) {
            System.out.println(render(home, launched, healthy, health));
        } else {
            if (!launched) {
                System.out.println(
                        "Sensorium does not run on "
                                + home.root()
                                + ": start it with bin/sensorium up");
            }
            health.forEach(part -> System.out.println(render(part)));
        }
        return healthy ? 0 : 1;
    }

    private static List<String> parts(Home home) throws IOException {
        Path file = home.run().resolve("parts");
        List<String> started =
                Files.exists(file)
                        ? Files.readAllLines(file)
                        : List.of(Parts.DATABASE, Parts.GATEWAY, Parts.JOB, Parts.CONSOLE);
        return HealthReport.withDatabase(started);
    }

    static String render(PartHealth part) {
        return String.format(
                        Locale.ROOT,
                        "%-9s %-9s %-15s %s",
                        part.name(),
                        part.state().name().toLowerCase(Locale.ROOT),
                        part.pid().isPresent() ? "process " + part.pid().getAsLong() : "",
                        part.complaint())
                .stripTrailing();
    }

    static String render(Home home, boolean launched, boolean healthy, List<PartHealth> health) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("healthy", healthy).put("running", launched).put("home", home.root().toString());
        ArrayNode parts = root.putArray("parts");
        for (PartHealth part : health) {
            ObjectNode node = parts.addObject();
            node.put("name", part.name())
                    .put("status", part.state().name().toLowerCase(Locale.ROOT))
                    .put("healthy", part.healthy())
                    .put("ready", part.ready());
            part.pid().ifPresent(pid -> node.put("pid", pid));
            ArrayNode checks = node.putArray("checks");
            part.checks()
                    .forEach(
                            check ->
                                    checks.addObject()
                                            .put("name", check.name())
                                            .put("ok", check.ok())
                                            .put("detail", check.detail()));
        }
        return root.toString();
    }
}
