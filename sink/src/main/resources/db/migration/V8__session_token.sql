-- The web page signs in to MQTT with the token of its session instead of a password, so the broker has to know whose a
-- token is. It may ask of one token and one user; the sessions themselves it may not read.
create function store.session_is_held(holder text, token bytea) returns boolean
    language sql stable security definer set search_path = pg_catalog as $$
    select exists (
        select from store.sessions s
        where s.token_hash = sha256(token) and s.user_name = holder and s.expires_at > now())
$$;
revoke execute on function store.session_is_held(text, bytea) from public;
