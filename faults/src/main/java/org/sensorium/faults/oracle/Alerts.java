package org.sensorium.faults.oracle;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sensorium.model.AlertEventKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.recompute.Recomputation;

/**
 * Alerts and incidents computed anew from the log, single-threaded, with the job's own detectors,
 * compared with those in the table and with what was published.
 */
final class Alerts {
    private static final int EXAMPLES = 3;
    private static final String STORED =
            "select a.id, (select string_agg(event, ',' order by event) from sensorium.alert_events e"
                    + " where e.alert_id = a.id and event in ('raised', 'cleared'))"
                    + " from sensorium.alerts a where a.sensor_id = any(?)"
                    + " union all select i.id,"
                    + " case i.state when 'cleared' then 'cleared,raised' else 'raised' end"
                    + " from sensorium.incidents i where exists (select"
                    + " from sensorium.incident_sensors m"
                    + " where m.incident_id = i.id and m.sensor_id = any(?))";

    private final Superuser database;
    private final List<String> sensors;
    private final Publications publications;
    private final boolean sessionsGone;
    private final Map<String, String> words = new TreeMap<>();
    private long count;

    /**
     * @param sessionsGone whether the subscriber could not hear everything
     */
    Alerts(
            Superuser database,
            List<String> sensors,
            Publications publications,
            boolean sessionsGone) {
        this.database = database;
        this.sensors = sensors;
        this.publications = publications;
        this.sessionsGone = sessionsGone;
    }

    /**
     * What differs.
     *
     * @param afterSequence the log before it is about others
     */
    Difference compare(long afterSequence) throws SQLException, IOException, InterruptedException {
        Map<String, String> expected = expected(afterSequence);
        count = expected.size();
        Map<String, String> stored = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(STORED)) {
            query.setArray(1, connection.createArrayOf("text", sensors.toArray()));
            query.setArray(2, connection.createArrayOf("text", sensors.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        TreeSet<String> all = new TreeSet<>(expected.keySet());
        all.addAll(stored.keySet());
        for (String id : all) {
            String should = expected.getOrDefault(id, "nothing");
            String is = stored.getOrDefault(id, "nothing");
            if (!should.equals(is)) {
                wrong.add(complaint(id, is + " is stored, " + should + " was to be"));
            }
            for (String event : should.equals("nothing") ? new String[0] : should.split(",")) {
                if (!publications.has(id, event)) {
                    notHeard(id, event).ifPresent(wrong::add);
                }
            }
        }
        return new Difference(wrong.size(), wrong.subList(0, Math.min(EXAMPLES, wrong.size())));
    }

    /** Whose fault it is: the job has it still, or the broker took it. */
    private Optional<String> notHeard(String id, String event) throws SQLException {
        long waiting =
                database.number(
                        "select count(*) from store.alert_outbox"
                                + " where coalesce(alert_id, incident_id) = ?",
                        id);
        if (waiting > 0) {
            return Optional.of(complaint(id, event + " was not published"));
        }
        if (sessionsGone && publications.lostSessions() > 0) {
            return Optional.empty();
        }
        return Optional.of(
                complaint(
                        id,
                        event
                                + " was not heard, though the broker took it; sessions lost: "
                                + publications.lostSessions()));
    }

    private String complaint(String alertId, String what) {
        return "alert or incident " + alertId + words.getOrDefault(alertId, "") + ": " + what;
    }

    /** Number of alerts that had to be there at the last comparison. */
    long count() {
        return count;
    }

    private Map<String, String> expected(long afterSequence)
            throws SQLException, IOException, InterruptedException {
        Map<Integer, String> keys = database.sensorKeys(sensors);
        Map<String, String> events = new TreeMap<>();
        new Recomputation(database.address())
                .alerts(
                        afterSequence,
                        event -> {
                            if (keys.containsKey(event.sensorKey())
                                    && event.kind() != AlertEventKind.UPDATED) {
                                events.merge(event.alertId(), word(event.kind()), Alerts::inOrder);
                                words.put(
                                        event.alertId(),
                                        " ("
                                                + event.detector().code()
                                                + " of "
                                                + keys.get(event.sensorKey())
                                                + ", metric key "
                                                + event.metricKey()
                                                + ", since "
                                                + event.raisedAt()
                                                + ")");
                            }
                        },
                        event -> {
                            if (isAbout(event, keys.keySet())
                                    && event.kind() != AlertEventKind.UPDATED) {
                                events.merge(
                                        event.incidentId(), word(event.kind()), Alerts::inOrder);
                                words.put(
                                        event.incidentId(),
                                        " (" + event.what().code() + " of " + event.group() + ")");
                            }
                        });
        return events;
    }

    private static boolean isAbout(IncidentEvent event, Set<Integer> sensors) {
        return event.members().stream().anyMatch(each -> sensors.contains(each.sensorKey()));
    }

    /** As SQL puts them in order: by name. */
    private static String inOrder(String before, String now) {
        return now.compareTo(before) < 0 ? now + "," + before : before + "," + now;
    }

    private static String word(AlertEventKind kind) {
        return kind == AlertEventKind.RAISED ? "raised" : "cleared";
    }
}
