-- The audit log is written and never changed: lines are numbered without gaps, and each carries a digest over itself and
-- the digest before it, so that a line changed, taken out or slipped in by somebody with the owner's rights is seen, unless
-- they calculate all later digests anew. Whoever notes the last digest elsewhere now and then sees that as well.
alter table store.audit_log add column digest bytea;

create function store.audit_digest(
    before bytea, audit_id bigint, at timestamptz, actor text, action text, subject text, detail jsonb) returns bytea
    language sql stable as $$
    select sha256(before || convert_to(jsonb_build_array(
        audit_id, (extract(epoch from at) * 1000000)::bigint, actor, action, subject, detail)::text, 'UTF8'))
$$;

-- With the owner's rights: whoever may add a line need not be able to read others.
create function store.chain_audit_line() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $$
declare
    last record;
begin
    -- One after the other: taken until the commit, so that the number before is there for good.
    perform pg_advisory_xact_lock(7364574);
    select l.audit_id, l.digest into last from store.audit_log l order by l.audit_id desc limit 1;
    new.audit_id := coalesce(last.audit_id, 0) + 1;
    new.time := clock_timestamp();
    new.digest := store.audit_digest(
        coalesce(last.digest, ''), new.audit_id, new.time, new.actor, new.action, new.subject, new.detail);
    return new;
end $$;

-- What was written before: numbered anew, since what was rolled back has left gaps.
do $$
declare
    line record;
    number bigint := 0;
    last bytea := '';
begin
    for line in select * from store.audit_log order by audit_id loop
        number := number + 1;
        last := store.audit_digest(last, number, line.time, line.actor, line.action, line.subject, line.detail);
        update store.audit_log set audit_id = number, digest = last where audit_id = line.audit_id;
    end loop;
end $$;
alter table store.audit_log alter column audit_id drop identity, alter column digest set not null;

create function store.refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is written and never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger chain_audit_line before insert on store.audit_log
    for each row execute function store.chain_audit_line();
create trigger refuse_audit_change before update or delete or truncate on store.audit_log
    for each statement execute function store.refuse_audit_change();

-- Whether the chain is whole: how many lines, the last digest to note elsewhere, and the first line that is not as it was
-- written (null: none).
create function sensorium.audit_log_verify(out lines bigint, out last_digest text, out first_broken bigint)
    language sql stable security definer set search_path = pg_catalog as $$
    select count(*), encode((array_agg(digest order by place desc))[1], 'hex'), min(place) filter (where not whole)
    from (
        select row_number() over (order by audit_id) as place, digest,
            audit_id = row_number() over (order by audit_id) and digest = store.audit_digest(
                coalesce(lag(digest) over (order by audit_id), ''), audit_id, time, actor, action, subject, detail) as whole
        from store.audit_log) line
$$;
revoke execute on function sensorium.audit_log_verify() from public;
