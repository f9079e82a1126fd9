package org.sensorium.console.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;

/** Whether the console can do its work, and whether all parts can. */
public final class Health {
    /** The console's name among the parts. */
    public static final String PART = "console";

    private final DataSource db;
    private final PartPages pages;
    private final ConsoleMetrics metrics;
    private volatile boolean ending;

    /**
     * Asks this database and the parts in this folder.
     *
     * @param run the home's folder {@code run}, null if there is no home
     */
    public Health(DataSource db, @Nullable Path run, ConsoleMetrics metrics) {
        this.db = db;
        this.pages = new PartPages(new PartAddresses(run, PART));
        this.metrics = metrics;
    }

    /** From now on not ready: the console finishes what is in flight and goes. */
    public void end() {
        ending = true;
    }

    /** How the console itself fares. */
    public ObjectNode own() {
        ObjectNode json = Json.object();
        json.put("live", true);
        ArrayNode checks = json.putArray("checks");
        String database = database();
        add(checks, "database", database.isEmpty(), database);
        if (ending) {
            add(checks, "console", false, "is stopping");
        }
        json.put("ready", database.isEmpty() && !ending);
        return json;
    }

    /** How all parts fare: ready when each one is. */
    public ObjectNode whole() {
        ObjectNode json = own();
        ArrayNode checks = json.withArray("/checks");
        boolean ready = json.path("ready").asBoolean();
        ObjectNode parts = Json.object();
        for (Map.Entry<String, Optional<String>> page : pages.fetch("/health").entrySet()) {
            JsonNode health = parse(page.getValue());
            boolean partReady = health.path("ready").asBoolean(false);
            add(checks, page.getKey(), partReady, partReady ? "" : complaint(health));
            parts.set(page.getKey(), health);
            ready &= partReady;
        }
        json.put("ready", ready);
        json.set("parts", parts);
        return json;
    }

    /** The metrics of all parts on one page. */
    public String wholeMetrics() {
        Exposition exposition = new Exposition();
        exposition.add(PART, metrics.scrape());
        pages.fetch("/metrics")
                .forEach((part, page) -> page.ifPresent(text -> exposition.add(part, text)));
        return exposition.text();
    }

    private String database() {
        try {
            Transactions.reading(
                    db, connection -> BoundSql.of("select 1").first(connection, row -> true));
            return "";
        } catch (SQLException e) {
            return "does not answer: " + Json.cut(e.getMessage());
        }
    }

    private static void add(ArrayNode checks, String name, boolean ok, String detail) {
        checks.addObject().put("name", name).put("ok", ok).put("detail", detail);
    }

    private static JsonNode parse(Optional<String> page) {
        if (page.isEmpty()) {
            return notReady("does not answer");
        }
        try {
            return Json.readOwn(page.get());
        } catch (IOException e) {
            return notReady("answers with something that is no JSON");
        }
    }

    private static JsonNode notReady(String detail) {
        ObjectNode json = Json.object();
        json.put("live", false).put("ready", false);
        add(json.putArray("checks"), "answer", false, detail);
        return json;
    }

    private static String complaint(JsonNode health) {
        StringBuilder complaint = new StringBuilder("is not ready");
        for (JsonNode check : health.path("checks")) {
            if (!check.path("ok").asBoolean(false)) {
                complaint
                        .append("; ")
                        .append(check.path("name").asText())
                        .append(": ")
                        .append(check.path("detail").asText());
            }
        }
        return complaint.toString();
    }
}
