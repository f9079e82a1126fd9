-- Alerts, their history, and the outbox that carries them to MQTT.
create table store.alerts (
    alert_id        text primary key,
    sensor_key      integer not null references store.sensors,
    metric_key      smallint not null references store.metrics,
    detector        text not null,
    severity        text not null,
    state           text not null check (state in ('open', 'acknowledged', 'cleared', 'closed')),
    raised_at       timestamptz not null,
    updated_at      timestamptz not null,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    closed_at       timestamptz,
    closed_by       text,
    value           double precision,
    expected        double precision,
    threshold       double precision,
    score           double precision,
    window_from     timestamptz,
    window_to       timestamptz,
    message_en      text not null,
    message_zh      text not null,
    rule_id         text not null,
    rule_revision   integer not null,
    -- The last step applied: a repeat of it, or of an earlier one, changes nothing.
    ordinal         integer not null
);
create unique index alerts_one_open on store.alerts (sensor_key, metric_key, detector)
    where state in ('open', 'acknowledged');
create index alerts_by_time on store.alerts (raised_at);
create index alerts_by_sensor on store.alerts (sensor_key, raised_at);

create table store.alert_events (
    event_id  bigint generated always as identity primary key,
    time      timestamptz not null,
    alert_id  text not null references store.alerts,
    event     text not null,
    -- Names the step within its alert: 'job:<ordinal>' for the job's, 'person:<uuid>' for a person's.
    event_key text not null,
    detail    jsonb not null default '{}',
    unique (alert_id, event_key)
);

create table store.alert_outbox (
    outbox_id  bigint generated always as identity primary key,
    alert_id   text not null,
    event      text not null,
    -- The alert at the moment of the event: what is published is what was true then.
    snapshot   jsonb not null,
    caused_at  timestamptz,
    created_at timestamptz not null default now()
);

create function store.notify_outbox() returns trigger language plpgsql as $$
begin
    perform pg_notify('alert_outbox', '');
    return null;
end $$;
create trigger notify_outbox after insert on store.alert_outbox
    for each statement execute function store.notify_outbox();

-- Which departments are told about a sensor: the city, the owner, and those with a grant in force.
create function store.audience(of_sensor_key integer) returns text[] language sql stable as $$
    select array(
        select 'city'
        union
        select s.department from store.sensors s where s.sensor_key = of_sensor_key
        union
        select g.department
        from store.sensors s
        join store.grants g on (g.owner is null or g.owner = s.department)
            and (g.district is null or g.district = s.district)
            and (g.type is null or g.type = s.type)
            and (g.sensor_id is null or g.sensor_id = s.sensor_id)
        where s.sensor_key = of_sensor_key and not g.deleted and (g.valid_until is null or g.valid_until > now())
        order by 1)
$$;

create function store.rfc3339(at timestamptz) returns text language sql immutable as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The alert event as outsiders receive it.
create function store.alert_snapshot(of_alert_id text, event text) returns jsonb language sql stable as $$
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
    from store.alerts a
    join store.sensors s using (sensor_key)
    join store.metrics m using (metric_key)
    where a.alert_id = of_alert_id
$$;
