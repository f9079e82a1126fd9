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
