-- Bytes a reading before and after compression, by psql as superuser in any database of a server with TimescaleDB's community
-- edition: a week of 200 sensors, a reading a minute, in a hypertable like store.readings, compressed as V14__compression.sql does.
-- Values are a random walk with two decimals. First row: times are full minutes; second: any millisecond within 2 s of them.
-- Receipt is 5 to 100 ms later, in microseconds, as the broker stamps it.
\set ON_ERROR_STOP on
create extension if not exists timescaledb;
create schema compression_bench;
set search_path = compression_bench, public;

create table full_minutes (
    time        timestamptz not null,
    received_at timestamptz not null,
    value       double precision not null,
    sensor_key  integer not null,
    metric_key  smallint not null
);
create table milliseconds (like full_minutes);
select create_hypertable(name, 'time', chunk_time_interval => interval '7 days', create_default_indexes => false)
from unnest(array['full_minutes', 'milliseconds']) as name;
create unique index full_minutes_once on full_minutes (sensor_key, metric_key, time);
create unique index milliseconds_once on milliseconds (sensor_key, metric_key, time);

create function week(within double precision) returns setof full_minutes language sql volatile as $$
    select t, t + make_interval(secs => 0.005 + 0.095 * random()),
        round((20 + sum(random() - 0.5) over (partition by s order by n))::numeric, 2), s, 1
    from generate_series(1, 200) s, generate_series(0, 7 * 24 * 60 - 1) n,
        lateral (select date_trunc('milliseconds', timestamptz '2026-01-01 00:00Z'
            + make_interval(mins => n, secs => within * random() + 0 * s)) as t) as times
    order by t;
$$;
insert into full_minutes select * from week(0);
insert into milliseconds select * from week(2);

alter table full_minutes set (timescaledb.compress, timescaledb.compress_segmentby = 'sensor_key, metric_key',
    timescaledb.compress_orderby = 'time');
alter table milliseconds set (timescaledb.compress, timescaledb.compress_segmentby = 'sensor_key, metric_key',
    timescaledb.compress_orderby = 'time');
select count(compress_chunk(chunk)) as chunks_compressed
from unnest(array['full_minutes', 'milliseconds']::regclass[]) as relation, show_chunks(relation) as chunk;

select relation as times, readings, round(before_compression_total_bytes / readings::numeric, 1) as bytes_before,
    round(after_compression_total_bytes / readings::numeric, 1) as bytes_after
from (values ('full_minutes'::regclass, (select count(*) from full_minutes)),
        ('milliseconds', (select count(*) from milliseconds))) as counted (relation, readings),
    hypertable_compression_stats(relation);

drop schema compression_bench cascade;
