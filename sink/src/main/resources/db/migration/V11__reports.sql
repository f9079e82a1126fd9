-- What citizens report, without an account. Its department and district are those of the sensor that it was laid to, the
-- nearest of its kind; without one it is the city's.
create table store.reports (
    report_id   text primary key,
    -- SHA-256 of a random 160-bit ticket, by which whoever reported sees what became of it: nothing to guess.
    ticket_hash bytea not null,
    reported_at timestamptz not null default now(),
    kind        text not null check (kind in ('air', 'noise', 'water', 'traffic', 'power', 'weather', 'other')),
    lat         double precision not null check (lat between -90 and 90),
    lon         double precision not null check (lon between -180 and 180),
    text        text not null,
    contact     text,
    photo       bytea,
    photo_type  text check (photo_type in ('image/jpeg', 'image/png', 'image/webp')),
    sensor_key  integer references store.sensors,
    -- As it was then: no sensor of its kind near it, or none that was heard of within the hour before.
    gap         text check (gap in ('no_sensor', 'silent_sensor')),
    state       text not null default 'open' check (state in ('open', 'closed')),
    closed_at   timestamptz,
    closed_by   text,
    answer      text,
    rating      smallint check (rating between 1 and 5),
    rating_text text,
    rated_at    timestamptz,
    check ((photo is null) = (photo_type is null)),
    check ((state = 'closed') = (closed_at is not null)),
    check (rating is null or state = 'closed')
);
create index reports_by_time on store.reports (reported_at, report_id);
create index reports_with_contact on store.reports (closed_at) where contact is not null;

-- Which alerts a report confirms.
create table store.report_alerts (
    report_id  text not null references store.reports,
    alert_id   text not null references store.alerts,
    metres     double precision not null,
    matched_at timestamptz not null default now(),
    primary key (report_id, alert_id)
);
create index report_alerts_by_alert on store.report_alerts (alert_id);

create index sensors_by_place on store.sensors (lat, lon) where retired_at is null;

-- Along the great circle, on a sphere of the earth's mean radius: within 0.6 % of the ellipsoid.
create function store.metres_between(
    lat_a double precision, lon_a double precision, lat_b double precision, lon_b double precision)
    returns double precision language sql immutable as $$
    select 2 * 6371008.8 * asin(sqrt(least(1,
        sin(radians(lat_b - lat_a) / 2) ^ 2
        + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(radians(lon_b - lon_a) / 2) ^ 2)))
$$;

-- Whether a sensor of that type has to do with a report of that kind. A type that no kind names has to do with each.
create function store.report_concerns(kind text, type text) returns boolean language sql immutable as $$
    select kind = 'other'
        or type not in ('air_quality', 'noise', 'water_level', 'traffic', 'power', 'weather')
        or type = case kind when 'air' then 'air_quality' when 'water' then 'water_level' else kind end
$$;

-- What outsiders may count; nobody's words, contact or photo.
create view sensorium.reports as
select r.report_id as id, r.reported_at, r.kind, r.lat, r.lon, coalesce(s.department, 'city') as department, s.district,
       r.gap, r.state, r.closed_at, r.rating,
       (select count(*) from store.report_alerts m where m.report_id = r.report_id) as confirms
from store.reports r
left join store.sensors s using (sensor_key);

-- Who looks after an alert, and who said so.
alter table store.alerts
    add column assigned_to text,
    add column assigned_at timestamptz,
    add column assigned_by text;

create or replace function store.alert_snapshot(of_alert_id text, event text) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'id', a.alert_id, 'event', event, 'sensorId', s.sensor_id, 'metric', m.metric,
        'detector', a.detector, 'severity', a.severity, 'department', s.department, 'district', s.district,
        'raisedAt', store.rfc3339(a.raised_at), 'updatedAt', store.rfc3339(a.updated_at),
        'clearedAt', store.rfc3339(a.cleared_at), 'value', a.value, 'expected', a.expected,
        'threshold', a.threshold, 'score', a.score, 'assignedTo', a.assigned_to,
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

-- What a grant is for.
alter table store.grants add column purpose text;

-- A session that nobody uses is over before its time. Each call of its token moves this on; a broker's connection does not.
alter table store.sessions add column idle_until timestamptz not null default now() + interval '30 minutes';

create or replace function store.session_is_held(holder text, token bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog as $$
    select exists (
        select from store.sessions s
        where s.token_hash = sha256(token) and s.user_name = holder and s.expires_at > now() and s.idle_until > now())
$$;
