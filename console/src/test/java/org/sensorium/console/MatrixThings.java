package org.sensorium.console;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What calls are taken of: a sensor of the department water with all that hangs on it, anew. */
final class MatrixThings {
    private static final List<String> TABLES =
            List.of(
                    "departments",
                    "districts",
                    "sensors",
                    "sensor_metrics",
                    "users",
                    "grants",
                    "rules",
                    "alerts",
                    "alert_events",
                    "alert_outbox",
                    "reports",
                    "report_alerts",
                    "incidents",
                    "incident_sensors",
                    "dead_letters");

    private final RunningConsole it;
    private int made;

    /**
     * A sensor; an alert, an incident, a rule, a dead letter and a report of it; a grant; a name
     * not taken yet.
     */
    record Thing(
            String sensor,
            String alert,
            String incident,
            String rule,
            String letter,
            String grant,
            String report,
            String backTest,
            String name) {}

    MatrixThings(RunningConsole it) {
        this.it = it;
    }

    Thing make() throws SQLException {
        made++;
        String sensor = "mx-" + made;
        it.register("admin", sensor, "water");
        it.alert("mxa-" + made, sensor, "open", made);
        it.incident("mxi-" + made, "gw-" + made, made, sensor);
        it.execute(
                ("insert into store.rules (rule_id, sensor_id, detector, severity, parameters)"
                                + " values ('mxr-%1$d', '%2$s', 'threshold', 'minor',"
                                + " '{\"above\": \"3\"}');"
                                + "insert into store.grants (grant_id, department, sensor_id)"
                                + " values ('mxg-%1$d', 'lab', '%2$s');"
                                + "insert into store.dead_letters (fingerprint, received_at,"
                                + " last_received_at, topic, sensor_id, reason, detail, payload)"
                                + " values (sha256('%2$s'), now(), now(), 'readings/%2$s', '%2$s',"
                                + " 'out_of_range', 'too high', '{}');"
                                + "insert into store.reports (report_id, ticket_hash, kind, lat,"
                                + " lon, text, photo, photo_type, sensor_key) select"
                                + " 'mxp-%1$d', '', 'other', 1, 1, 'wet', '\\xffd8ff',"
                                + " 'image/jpeg', sensor_key from store.sensors"
                                + " where sensor_id = '%2$s'")
                        .formatted(made, sensor));
        String letter =
                it.text(
                        "select max(id) from store.dead_letters where sensor_id = '%s'"
                                .formatted(sensor));
        return new Thing(
                sensor,
                "mxa-" + made,
                "mxi-" + made,
                "mxr-" + made,
                letter,
                "mxg-" + made,
                "mxp-" + made,
                backTest(sensor),
                "n" + made);
    }

    private String backTest(String sensor) {
        String rule = "{'rule': {'sensorId': '%s', 'detector': 'silence', 'severity': 'minor'}}";
        return it.post("admin", "/rules/backtest", rule.formatted(sensor))
                .json()
                .path("id")
                .asText();
    }

    /** What stands in the path for {@code {id}}. */
    String idFor(DescribedCall call, Thing thing) {
        return switch (call.id()) {
            case "putRule", "putDepartment", "putDistrict", "putGrant", "putUser" -> thing.name();
            case "showRule", "deleteRule" -> thing.rule();
            case "showBackTest", "stopBackTest" -> thing.backTest();
            case "showAlert",
                    "showReadingsOfAlert",
                    "acknowledgeAlert",
                    "listAssignees",
                    "assignAlert",
                    "closeAlert" ->
                    thing.alert();
            case "showReport", "showReportPhoto", "closeReport", "rateReport" -> thing.report();
            case "showIncident", "acknowledgeIncident", "closeIncident" -> thing.incident();
            case "showDeadLetter" -> thing.letter();
            case "showDepartment" -> "water";
            case "showDistrict" -> "harbour";
            case "showGrant" -> MatrixPeople.GRANT;
            case "deleteGrant" -> thing.grant();
            case "showUser" -> "otto";
            case "pageFile" -> "app.js";
            default -> thing.sensor();
        };
    }

    /** The same where there is nothing. */
    String idOfNothing(DescribedCall call) {
        return call.id().equals("showDeadLetter") ? "987654321" : "there-is-none";
    }

    /** Narrows a list to the thing. */
    String queryFor(DescribedCall call, Thing thing) {
        return switch (call.id()) {
            case "listSensors" -> "?q=" + thing.sensor();
            case "showAssessment" -> "?from=2026-01-24T00:00:00Z&to=2026-12-24T00:00:00Z";
            case "showQuality" -> "?by=sensor&limit=1000";
            case "listReports" -> "?limit=1000";
            case "listAlerts", "listDeadLetters" -> "?sensor=" + thing.sensor();
            default -> "";
        };
    }

    /** What a list has in it if the thing is in it. */
    String listedBy(DescribedCall call, Thing thing) {
        return switch (call.id()) {
            case "listRules" -> thing.rule();
            case "listReports" -> thing.report();
            case "listIncidents" -> thing.incident();
            case "showAssessment" -> "water";
            case "listGrants" -> MatrixPeople.GRANT;
            default -> thing.sensor();
        };
    }

    String fill(String body, Thing thing) {
        return RunningConsole.json(
                body.replace("'S'", "'" + thing.sensor() + "'")
                        .replace("'N'", "'" + thing.name() + "'")
                        .replace("PASSWORD", RunningConsole.PASSWORD));
    }

    /** All that calls could change: the newest change of each table, and how many rows it has. */
    String fingerprint() throws SQLException {
        return it.text(
                TABLES.stream()
                        .map(
                                table ->
                                        "(select concat(max(xmin::text::bigint), ':', count(*), ' ')"
                                                + " from store."
                                                + table
                                                + ")")
                        .collect(Collectors.joining(" || ", "select ", "")));
    }
}
