package org.sensorium.console.reports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.sql.BoundSql;
import org.sensorium.registry.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays reports to the alerts that they confirm: those of a sensor that has to do with the kind of
 * report and is near, which stood at some time from an hour before the report to an hour after it.
 * An alert may be raised after the report, so this is done again and again for the reports of the
 * last hours. Doing it twice, or by two consoles, changes nothing: a pair is there once, and so is
 * the event in the alert's history.
 *
 * <p>One thread of its own, from {@link #start} to {@link #close}.
 */
public final class ReportMatching implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReportMatching.class);
    private static final Duration BEAT = Duration.ofSeconds(5);

    /** Binds the radius in metres three times. What has stood for a month is no news. */
    private static final String FIND =
            "with found as (insert into store.report_alerts (report_id, alert_id, metres)"
                    + " select r.report_id, a.alert_id, way.metres from store.reports r"
                    + " join store.sensors s on s.retired_at is null"
                    + " and s.lat between r.lat - ?::float8 / 110000 and r.lat + ?::float8 / 110000"
                    + " and store.report_concerns(r.kind, s.type)"
                    + " cross join lateral (select store.metres_between(r.lat, r.lon, s.lat, s.lon)"
                    + " as metres) way"
                    + " join store.alerts a on a.sensor_key = s.sensor_key"
                    + " and a.raised_at between r.reported_at - interval '30 days'"
                    + " and r.reported_at + interval '1 hour'"
                    + " and coalesce(a.cleared_at, a.closed_at, 'infinity')"
                    + " >= r.reported_at - interval '1 hour'"
                    + " where r.reported_at > now() - interval '3 hours' and way.metres <= ?";

    private static final String KEEP =
            " on conflict do nothing returning report_id, alert_id, metres)"
                    + " insert into store.alert_events (time, alert_id, event, event_key, detail)"
                    + " select now(), alert_id, 'confirmed', 'report:' || report_id,"
                    + " jsonb_build_object('report', report_id, 'metres', round(metres))"
                    + " from found";

    private static final String FORGET =
            "update store.reports set contact = null where contact is not null"
                    + " and closed_at < now() - interval '30 days'";

    private final DataSource db;
    private final int radiusMetres;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "report-matching");
                        thread.setDaemon(true);
                        return thread;
                    });
    private boolean failed;

    private ReportMatching(DataSource db, int radiusMetres) {
        this.db = db;
        this.radiusMetres = radiusMetres;
    }

    /**
     * Begins to look.
     *
     * @param radiusMetres what near is
     */
    public static ReportMatching start(DataSource db, int radiusMetres) {
        ReportMatching matching = new ReportMatching(db, radiusMetres);
        var unused =
                matching.thread.scheduleWithFixedDelay(
                        matching::look, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
        return matching;
    }

    /**
     * Lays what is not laid yet; returns how many pairs that is.
     *
     * @param id only this report; null for all of the last hours
     */
    static int match(Connection connection, int radiusMetres, @Nullable String id)
            throws SQLException {
        return BoundSql.of(FIND, radiusMetres, radiusMetres, radiusMetres)
                .addIf(id, " and r.report_id = ?")
                .add(KEEP)
                .change(connection);
    }

    private void look() {
        try {
            Transactions.in(
                    db,
                    connection -> {
                        BoundSql.of(FORGET).change(connection);
                        return match(connection, radiusMetres, null);
                    });
            if (failed) {
                log.info("reports are laid to alerts again");
                failed = false;
            }
        } catch (SQLException | RuntimeException e) {
            if (!failed) {
                log.warn("reports cannot be laid to alerts, tried again: {}", e.toString());
                failed = true;
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
