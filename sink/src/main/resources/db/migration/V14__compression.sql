-- Old readings and minutes are compressed where the database can: in TimescaleDB's community edition. Its own jobs do it, with the
-- owner's rights. A segment is one series, so that late readings and queries open no other. False where the edition cannot.
create function store.compress_after(age interval) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    relation record;
begin
    if current_setting('timescaledb.license') <> 'timescale' then
        return false;
    end if;
    for relation in
        select name, format('store.%I', name)::regclass as id, time_column
        from (values ('readings', 'time'), ('rollups_1m', 'bucket')) as compressible (name, time_column)
        where not exists (
            select from timescaledb_information.jobs
            where proc_name = 'policy_compression' and hypertable_schema = 'store' and hypertable_name = name
                and (config ->> 'compress_after')::interval = age)
    loop
        if not (select compression_enabled from timescaledb_information.hypertables
                where hypertable_schema = 'store' and hypertable_name = relation.name) then
            execute format('alter table %s set (timescaledb.compress, timescaledb.compress_segmentby = %L,'
                ' timescaledb.compress_orderby = %L)', relation.id, 'sensor_key, metric_key', relation.time_column);
        end if;
        perform remove_compression_policy(relation.id, if_exists => true);
        perform add_compression_policy(relation.id, compress_after => age);
    end loop;
    return true;
end $$;
revoke execute on function store.compress_after(interval) from public;
