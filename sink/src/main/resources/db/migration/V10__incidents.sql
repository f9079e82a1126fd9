-- Incidents: one matter about many sensors, a gateway device that has fallen silent say, instead of an alert for each.
create table store.incidents (
    incident_id     text primary key,
    kind            text not null check (kind in ('gateway_silent', 'feeder_silent', 'district_silent', 'area_event')),
    -- Which gateway device, feeder, district or area.
    group_name      text not null,
    type            text,
    metric          text,
    district        text not null,
    severity        text not null check (severity in ('critical', 'major', 'minor', 'warning')),
    state           text not null check (state in ('open', 'acknowledged', 'cleared', 'closed')),
    raised_at       timestamptz not null,
    updated_at      timestamptz not null,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    closed_at       timestamptz,
    closed_by       text,
    message_en      text not null,
    message_zh      text not null,
    -- The last step applied: a repeat of it, or of an earlier one, changes nothing.
    ordinal         integer not null
);
create unique index incidents_one_open on store.incidents
    (kind, group_name, coalesce(type, ''), coalesce(metric, '')) where state in ('open', 'acknowledged');
create index incidents_by_time on store.incidents (raised_at);

-- All that an incident has ever had; until is null while a sensor has not left it.
create table store.incident_sensors (
    incident_id text not null references store.incidents,
    sensor_key  integer not null references store.sensors,
    metric_key  smallint not null references store.metrics,
    since       timestamptz not null,
    until       timestamptz,
    primary key (incident_id, sensor_key, metric_key)
);
create index incident_sensors_by_sensor on store.incident_sensors (sensor_key);

-- One outbox for both, so that one publisher keeps their order.
alter table store.alert_outbox
    alter column alert_id drop not null,
    add column incident_id text,
    -- Whom the event is about, as of the event: who is told of which follows from it when it is published.
    add column sensor_keys integer[],
    add constraint about_one check (num_nonnulls(alert_id, incident_id) = 1);

-- The incident as outsiders receive it, but for its sensors: each department is told of those that it may see.
create function store.incident_snapshot(of_incident_id text, event text) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'id', i.incident_id, 'event', event, 'kind', i.kind, 'group', i.group_name, 'type', i.type, 'metric', i.metric,
        'district', i.district, 'severity', i.severity, 'raisedAt', store.rfc3339(i.raised_at),
        'updatedAt', store.rfc3339(i.updated_at), 'clearedAt', store.rfc3339(i.cleared_at),
        'message', jsonb_build_object('en', i.message_en, 'zh', i.message_zh))
    from store.incidents i
    where i.incident_id = of_incident_id
$$;

-- Which sensors an event is about: those that are in the incident, and of one that is over all that it ever had.
create function store.incident_sensor_keys(of_incident_id text) returns integer[] language sql stable as $$
    select array(
        select distinct m.sensor_key
        from store.incidents i
        join store.incident_sensors m using (incident_id)
        where i.incident_id = of_incident_id and (m.until is null or i.state in ('cleared', 'closed'))
        order by 1)
$$;

-- Which departments are told of which of these sensors, by the same rule as store.audience, for many at once.
create function store.incident_audience(keys integer[])
    returns table (department text, sensor_count bigint, sensors text[]) language sql stable as $$
    with member as (
        select s.sensor_id, s.department, s.district, s.type from store.sensors s where s.sensor_key = any (keys)
    ), seen as (
        select 'city' as department, sensor_id from member
        union
        select department, sensor_id from member
        union
        select g.department, m.sensor_id
        from member m
        join store.grants g on (g.owner is null or g.owner = m.department)
            and (g.district is null or g.district = m.district)
            and (g.type is null or g.type = m.type)
            and (g.sensor_id is null or g.sensor_id = m.sensor_id)
        where not g.deleted and (g.valid_until is null or g.valid_until > now())
    )
    select department, count(*), (array_agg(sensor_id order by sensor_id))[1:1000]
    from seen group by department order by department
$$;

create view sensorium.incidents as
select i.incident_id as id, i.kind, i.group_name, i.type, i.metric, i.district, i.severity, i.state, i.raised_at,
       i.updated_at, i.cleared_at, i.acknowledged_at, i.acknowledged_by,
       (select count(distinct m.sensor_key) from store.incident_sensors m where m.incident_id = i.incident_id)
           as sensor_count,
       i.message_en as message
from store.incidents i;

create view sensorium.incident_sensors as
select m.incident_id, s.sensor_id, n.metric, m.since, m.until
from store.incident_sensors m
join store.sensors s using (sensor_key)
join store.metrics n using (metric_key);

-- How often an alert has come back while its clearing was held back.
alter table store.alerts add column flaps integer not null default 0;

create or replace view sensorium.alerts as
select a.alert_id as id, s.sensor_id, m.metric, a.detector, a.severity, a.state, a.raised_at, a.updated_at,
       a.cleared_at, a.acknowledged_at, a.acknowledged_by, a.value, a.expected, a.threshold, a.score,
       a.message_en as message, a.rule_id, a.rule_revision, a.flaps
from store.alerts a
join store.sensors s using (sensor_key)
join store.metrics m using (metric_key);

create or replace function store.alert_snapshot(of_alert_id text, event text) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'id', a.alert_id, 'event', event, 'sensorId', s.sensor_id, 'metric', m.metric,
        'detector', a.detector, 'severity', a.severity, 'department', s.department, 'district', s.district,
        'raisedAt', store.rfc3339(a.raised_at), 'updatedAt', store.rfc3339(a.updated_at),
        'clearedAt', store.rfc3339(a.cleared_at), 'value', a.value, 'expected', a.expected,
        'threshold', a.threshold, 'score', a.score,
        'window', jsonb_build_object('from', store.rfc3339(a.window_from), 'to', store.rfc3339(a.window_to)),
        'message', jsonb_build_object('en', a.message_en, 'zh', a.message_zh),
        'location', case when s.lat is null then null else jsonb_build_object('lat', s.lat, 'lon', s.lon) end,
        'rule', jsonb_build_object('id', a.rule_id, 'revision', a.rule_revision))
        || case when a.flaps > 0 then jsonb_build_object('flaps', a.flaps) else '{}' end
    from store.alerts a
    join store.sensors s using (sensor_key)
    join store.metrics m using (metric_key)
    where a.alert_id = of_alert_id
$$;
