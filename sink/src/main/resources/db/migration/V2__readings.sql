-- Readings, and the log that carries them to the job in the very transaction that stores them.
create table store.readings (
    time        timestamptz not null,
    received_at timestamptz not null,
    value       double precision not null,
    sensor_key  integer not null,
    metric_key  smallint not null
);
select create_hypertable('store.readings', 'time', chunk_time_interval => interval '7 days', create_default_indexes => false);
create unique index readings_once on store.readings (sensor_key, metric_key, time);

-- One row for each gateway process's share of the ingest log; the epoch fences off a predecessor that lives on.
create table store.inboxes (
    inbox      text primary key,
    epoch      bigint not null,
    last_seq   bigint not null,
    claimed_at timestamptz not null default now()
);

create table store.ingest_log (
    committed_at  timestamptz not null default now(),
    inbox         text not null,
    seq           bigint not null,
    epoch         bigint not null,
    received_at   timestamptz not null,
    reading_count integer not null,
    block         bytea not null
);
alter table store.ingest_log alter column block set storage external;
select create_hypertable('store.ingest_log', 'committed_at', chunk_time_interval => interval '6 hours', create_default_indexes => false);
create index ingest_log_by_seq on store.ingest_log (inbox, seq);

create table store.dead_letters (
    id               bigint generated always as identity primary key,
    fingerprint      bytea not null unique,
    received_at      timestamptz not null,
    last_received_at timestamptz not null,
    topic            text not null,
    sensor_id        text,
    metric           text,
    reason           text not null,
    detail           text not null,
    payload          bytea not null,
    count            bigint not null default 1,
    replayed_at      timestamptz
);
create index dead_letters_by_time on store.dead_letters (received_at);
create index dead_letters_by_sensor on store.dead_letters (sensor_id, received_at);

create table store.rollups_1m (
    bucket     timestamptz not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    count      bigint not null,
    min        double precision not null,
    max        double precision not null,
    sum        double precision not null,
    first      double precision not null,
    last       double precision not null,
    sensor_key integer not null,
    metric_key smallint not null
);
select create_hypertable('store.rollups_1m', 'bucket', chunk_time_interval => interval '7 days', create_default_indexes => false);
create unique index rollups_1m_once on store.rollups_1m (sensor_key, metric_key, bucket);

-- Retention runs with the owner's rights: dropping a chunk is not a right that a least-privilege role has.
create function store.forget_before(relation text, before timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    if relation not in ('readings', 'ingest_log', 'rollups_1m') then
        raise exception 'store.forget_before: % is not a relation with retention', relation;
    end if;
    return (select count(*) from drop_chunks(format('store.%I', relation)::regclass, older_than => before));
end $$;
revoke execute on function store.forget_before(text, timestamptz) from public;
