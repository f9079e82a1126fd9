-- Least privilege, stated anew after each migration. Where the roles could not be made (an existing database whose
-- administrator does not allow it) every part signs in as the migrating user, and there is nothing to grant.
do $$
begin
    if exists (select from pg_roles where rolname = 'sensorium_reader') then
        grant usage on schema sensorium to sensorium_reader;
        grant select on all tables in schema sensorium to sensorium_reader;
        grant execute on function sensorium.audit_log_verify() to sensorium_reader;
    end if;
    if exists (select from pg_roles where rolname = 'sensorium_ingest') then
        grant usage on schema store to sensorium_ingest;
        grant select on store.sensors, store.sensor_metrics, store.metrics, store.departments, store.districts,
            store.users, store.grants, store.rules to sensorium_ingest;
        grant select, insert on store.readings, store.ingest_log to sensorium_ingest;
        grant insert on store.audit_log to sensorium_ingest;
        grant select, insert, update on store.dead_letters, store.inboxes, store.sensor_seen to sensorium_ingest;
        grant execute on function store.forget_before(text, timestamptz) to sensorium_ingest;
        grant execute on function store.compress_after(interval) to sensorium_ingest;
        grant execute on function store.session_is_held(text, bytea) to sensorium_ingest;
    end if;
    if exists (select from pg_roles where rolname = 'sensorium_job') then
        grant usage on schema store to sensorium_job;
        -- Not the secrets: the job signs nobody in.
        grant select (sensor_key, sensor_id, type, department, district, lat, lon, gateway, labels, registered_at,
            retired_at, revision) on store.sensors to sensorium_job;
        grant select on store.sensor_metrics, store.metrics, store.departments, store.districts,
            store.grants, store.rules, store.readings, store.ingest_log, store.inboxes to sensorium_job;
        grant select, insert, update on store.rollups_1m, store.alerts, store.alert_events, store.incidents,
            store.incident_sensors to sensorium_job;
        grant select, insert, delete on store.alert_outbox to sensorium_job;
    end if;
    if exists (select from pg_roles where rolname = 'sensorium_console') then
        grant usage on schema store, sensorium to sensorium_console;
        grant select on all tables in schema sensorium to sensorium_console;
        grant select on all tables in schema store to sensorium_console;
        grant insert, update on store.departments, store.districts, store.sensors, store.sensor_metrics,
            store.users, store.grants, store.rules, store.metrics, store.reports to sensorium_console;
        grant delete on store.sensor_metrics, store.sessions to sensorium_console;
        grant insert on store.sessions, store.audit_log, store.alert_events, store.alert_outbox,
            store.report_alerts to sensorium_console;
        grant update on store.alerts, store.incidents, store.dead_letters, store.sessions to sensorium_console;
        grant usage on all sequences in schema store to sensorium_console;
    end if;
end $$;
