-- What outsiders read. The tables behind may change, these columns may not.
create view sensorium.sensors as
select s.sensor_id, s.type, s.department, s.district, s.lat, s.lon,
       case when s.retired_at is not null then 'retired'
            when seen.last_seen is not null then 'active'
            else 'registered' end as state,
       s.registered_at, seen.last_seen
from store.sensors s
left join store.sensor_seen seen using (sensor_key);

create view sensorium.readings as
select r.time, s.sensor_id, m.metric, r.value, r.received_at
from store.readings r
join store.sensors s using (sensor_key)
join store.metrics m using (metric_key);

create view sensorium.readings_1m as
select r.bucket, s.sensor_id, m.metric, r.count, r.min, r.max, r.sum / r.count as avg, r.first, r.last
from store.rollups_1m r
join store.sensors s using (sensor_key)
join store.metrics m using (metric_key);

create view sensorium.readings_1h as
select h.bucket, s.sensor_id, m.metric, h.count, h.min, h.max, h.avg, h.first, h.last
from (
    select time_bucket('1 hour', bucket) as bucket, sensor_key, metric_key,
           sum(count)::bigint as count, min(min) as min, max(max) as max, sum(sum) / sum(count)::double precision as avg,
           first(first, first_at) as first, last(last, last_at) as last
    from store.rollups_1m
    group by 1, 2, 3
) h
join store.sensors s using (sensor_key)
join store.metrics m using (metric_key);

create view sensorium.readings_1d as
select d.bucket, s.sensor_id, m.metric, d.count, d.min, d.max, d.avg, d.first, d.last
from (
    select time_bucket('1 day', bucket) as bucket, sensor_key, metric_key,
           sum(count)::bigint as count, min(min) as min, max(max) as max, sum(sum) / sum(count)::double precision as avg,
           first(first, first_at) as first, last(last, last_at) as last
    from store.rollups_1m
    group by 1, 2, 3
) d
join store.sensors s using (sensor_key)
join store.metrics m using (metric_key);

create view sensorium.alerts as
select a.alert_id as id, s.sensor_id, m.metric, a.detector, a.severity, a.state, a.raised_at, a.updated_at,
       a.cleared_at, a.acknowledged_at, a.acknowledged_by, a.value, a.expected, a.threshold, a.score,
       a.message_en as message, a.rule_id, a.rule_revision
from store.alerts a
join store.sensors s using (sensor_key)
join store.metrics m using (metric_key);

create view sensorium.alert_events as
select time, alert_id, event, detail from store.alert_events;

create view sensorium.dead_letters as
select id, received_at, topic, sensor_id, metric, reason, detail, payload, count, replayed_at
from store.dead_letters;

create view sensorium.audit_log as
select time, actor, action, subject, detail from store.audit_log;
