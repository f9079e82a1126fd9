-- Who is known and what they may do. Every table here carries a revision from one sequence, taken under one lock, so
-- that a reader who asks for "everything after revision n" never misses a row that committed out of order.
create schema if not exists store;
create schema if not exists sensorium;

create sequence store.registry_revision;

create function store.bump_revision() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7364573);
    new.revision := nextval('store.registry_revision');
    return new;
end $$;

create function store.notify_registry() returns trigger language plpgsql as $$
begin
    perform pg_notify('registry', '');
    return null;
end $$;

create table store.departments (
    department text primary key check (department ~ '^[a-z][a-z0-9_-]{0,31}$'),
    name       text not null,
    name_zh    text,
    revision   bigint not null
);

create table store.districts (
    district text primary key check (district ~ '^[a-z][a-z0-9_-]{0,31}$'),
    name     text not null,
    name_zh  text,
    lat      double precision,
    lon      double precision,
    revision bigint not null
);

create table store.metrics (
    metric_key smallint generated always as identity primary key,
    metric     text not null unique check (metric ~ '^[a-z][a-z0-9_-]{0,31}$')
);

create table store.sensors (
    sensor_key    integer generated always as identity primary key,
    sensor_id     text not null unique check (sensor_id ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$'),
    type          text not null check (type ~ '^[a-z][a-z0-9_-]{0,31}$'),
    department    text not null references store.departments,
    district      text not null references store.districts,
    lat           double precision check (lat between -90 and 90),
    lon           double precision check (lon between -180 and 180),
    gateway       text,
    labels        jsonb not null default '{}',
    -- SHA-256 over salt and a random 160-bit secret: nothing to guess, so nothing to slow down.
    secret_salt   bytea,
    secret_hash   bytea,
    registered_at timestamptz not null default now(),
    retired_at    timestamptz,
    revision      bigint not null
);
create index sensors_by_revision on store.sensors (revision);
create index sensors_by_department on store.sensors (department, sensor_id);
create index sensors_by_district on store.sensors (district, sensor_id);

create table store.sensor_metrics (
    sensor_key      integer not null references store.sensors on delete cascade,
    metric_key      smallint not null references store.metrics,
    unit            text not null,
    min             double precision,
    max             double precision,
    interval_millis bigint check (interval_millis > 0),
    primary key (sensor_key, metric_key),
    check (min <= max)
);

-- Written in bulk by the gateway every few seconds, apart from the sensors so that it bumps no revision.
create table store.sensor_seen (
    sensor_key integer primary key,
    last_seen  timestamptz not null
) with (fillfactor = 50);

create table store.users (
    user_name     text primary key check (user_name ~ '^[A-Za-z0-9_][A-Za-z0-9._:-]{0,63}$'),
    display_name  text,
    password_hash text not null,
    role          text not null check (role in ('admin', 'engineer', 'operator', 'viewer', 'service')),
    departments   text[] not null default '{}',
    disabled      boolean not null default false,
    revision      bigint not null
);

create table store.sessions (
    token_hash bytea primary key,
    user_name  text not null references store.users on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);

-- A grant lets a department see what another owns: all of it, or what lies in a district, is of a type, or one sensor.
create table store.grants (
    grant_id    text primary key,
    department  text not null references store.departments,
    owner       text references store.departments,
    district    text references store.districts,
    type        text,
    sensor_id   text,
    valid_until timestamptz,
    deleted     boolean not null default false,
    revision    bigint not null,
    check (owner is not null or district is not null or type is not null or sensor_id is not null)
);

create table store.rules (
    rule_id       text primary key,
    rule_revision integer not null default 1,
    sensor_type   text,
    district      text,
    sensor_id     text,
    metric        text,
    detector      text not null check (detector in ('threshold', 'rate_of_change', 'flatline', 'silence', 'novelty')),
    severity      text not null check (severity in ('critical', 'major', 'minor', 'warning')),
    enabled       boolean not null default true,
    parameters    jsonb not null default '{}',
    deleted       boolean not null default false,
    revision      bigint not null
);

create table store.audit_log (
    audit_id bigint generated always as identity primary key,
    time     timestamptz not null default now(),
    actor    text not null,
    action   text not null,
    subject  text not null,
    detail   jsonb not null default '{}'
);
create index audit_log_by_time on store.audit_log (time);

do $$
declare
    registry_table text;
begin
    foreach registry_table in array array['departments', 'districts', 'sensors', 'users', 'grants', 'rules'] loop
        execute format('create trigger bump_revision before insert or update on store.%I '
            'for each row execute function store.bump_revision()', registry_table);
        execute format('create trigger notify_registry after insert or update on store.%I '
            'for each statement execute function store.notify_registry()', registry_table);
    end loop;
end $$;

insert into store.departments (department, name, name_zh) values ('city', 'City', '全市');
