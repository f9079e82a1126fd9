-- A person asks for the replay, the gateway does it: it alone decodes, validates and stores. It takes the letters that
-- wait, puts each payload on its way again as of the letter's own receipt, sets replayed_at and takes the request back.
alter table store.dead_letters add column replay_requested_at timestamptz;
create index dead_letters_to_replay on store.dead_letters (id) where replay_requested_at is not null;
