# What the checks of this folder share; to be read by `.`, from the checkout, under `set -euo pipefail`.

free_ports() { # how many
    python3 - "$1" <<'PY'
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))
PY
}
say() { printf '\n== %s\n' "$*"; }
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
until_ok() { # seconds, what, command…
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ $SECONDS -lt $deadline ] || fail "$what: not within the time given"
        sleep 0.5
    done
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
find_psql() { # an installed one, or that of the TimescaleDB that was fetched
    command -v psql || find "${XDG_CACHE_HOME:-$HOME/.cache}/sensorium" /var/cache/sensorium -path '*bin/psql' 2>/dev/null |
        head -n 1 || true
}
