-- What an upgrade may bring to every table that a gateway writes or reads, held for as long as a large one would take.
alter table store.readings add column quality smallint not null default 0;
create index readings_by_receipt on store.readings (received_at);
alter table store.ingest_log add column written_by text;
alter table store.inboxes add column remark text;
alter table store.dead_letters add column remark text;
alter table store.sensors add column remark text;
alter table store.sensor_metrics alter column unit type varchar(64);
select pg_sleep(5);
