#!/bin/sh
# Holds what is in docker/ against its specifications and against the sources, without a container engine:
#
#   compose.yaml          the Compose Specification's JSON schema; versions and options against pom.xml and the launcher
#   prometheus/           promtool check config, check rules, test rules
#   grafana/dashboards/   is JSON; every metric in it is in docs/metrics.md, every metric there is in the sources
#   ../docs               explain every variable that the sources read; links between documents
#   *.sh                  parse; make-secrets.sh makes every password that compose.yaml asks for
#
# With --live URL also: every metric of the dashboards is on that running system's page.
#
# Works on a clean Debian machine, as root or not: what it needs is fetched into a temporary directory and removed.
set -eu

docker=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(dirname -- "$docker")
live=
if [ "${1:-}" = --live ]; then
    live=${2:?--live needs the address of a /metrics page}
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# The schema, a validator and a YAML reader: dclint brings all three.
npm_packages='dclint@3.1.0 ajv@8.17.1 yaml@2.8.0'

failures=0
ok() { printf 'ok    %s\n' "$*"; }
bad() {
    printf 'WRONG %s\n' "$*" >&2
    failures=$((failures + 1))
}
stop() {
    printf 'check.sh: %s\n' "$*" >&2
    exit 2
}

# --- tools -----------------------------------------------------------------------------------------------------------

fetch_npm_packages() {
    command -v node >/dev/null && command -v npm >/dev/null ||
        stop "the Compose file is checked with Node.js: install it with npm, 20 or later (Debian: apt-get install nodejs npm)"
    # shellcheck disable=SC2086
    npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$work/npm" $npm_packages \
        >"$work/npm.log" 2>&1 || {
        cat "$work/npm.log" >&2
        stop "npm could not fetch $npm_packages: is there a network?"
    }
}

download() { # a Debian package, into the directory we are in, without a right to anything
    apt-get -qq download "$1" 2>"$work/apt.log" && return
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    set -- "$1" -o Dir::State::lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" -o Debug::NoLocking=1
    package=$1
    shift
    apt-get -qq "$@" update 2>>"$work/apt.log" && apt-get -qq "$@" download "$package" 2>>"$work/apt.log"
}

find_promtool() {
    promtool=$(command -v promtool || :)
    [ -z "$promtool" ] || return 0
    command -v apt-get >/dev/null && command -v dpkg >/dev/null ||
        stop "there is no promtool, and no apt-get to fetch it: install Prometheus"
    (mkdir -p "$work/prometheus" && cd "$work/prometheus" && download prometheus && dpkg -x prometheus_*.deb .) || {
        cat "$work/apt.log" >&2
        stop "Debian's package prometheus, which has promtool, could not be fetched: is there a network?"
    }
    promtool=$work/prometheus/usr/bin/promtool
}

# --- checks ----------------------------------------------------------------------------------------------------------

check_scripts() {
    for script in "$docker"/*.sh; do
        if sh -n "$script"; then ok "$(basename "$script") parses"; else bad "$script does not parse"; fi
    done
}

check_compose() {
    cat >"$work/npm/compose.mjs" <<'JS'
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { parse } from "yaml";
const schema = JSON.parse(readFileSync("node_modules/dclint/schemas/compose.schema.json", "utf8"));
delete schema.$schema; // draft 7 by its other name, which ajv does not know
const text = readFileSync(process.argv[2], "utf8");
const compose = parse(text, { merge: true });
const ajv = new Ajv({ allErrors: true, strict: false, formats: { duration: true, "subnet_ip_address": true } });
const errors = [];
if (!ajv.validate(schema, compose)) {
    errors.push(...ajv.errors.map((e) => `${e.instancePath || "/"} ${e.message} ${JSON.stringify(e.params)}`));
}
const named = (group, names) =>
    Object.keys(names ?? {}).forEach((n) => n in (compose[group] ?? {}) || errors.push(`${group}: there is no '${n}'`));
for (const [name, service] of Object.entries(compose.services)) {
    named("services", service.depends_on);
    const host = /^service:(.*)$/.exec(service.network_mode ?? "");
    if (host) named("services", { [host[1]]: 1 });
    if (host && service.ports) errors.push(`${name}: ports belong to the service that holds its network`);
    for (const volume of service.volumes ?? []) {
        const source = volume.split(":")[0];
        if (!/^[./]/.test(source)) named("volumes", { [source]: 1 });
    }
    if (!/:[0-9A-Za-z.-]*[0-9]/.test(service.image ?? "")) errors.push(`${name}: its image has no version`);
    for (const [key, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|SECRET|TOKEN/.test(key) && !/^\$\{[A-Z_]+:\?[^}]+\}$/.test(value)) {
            errors.push(`${name}: ${key} has to be \${NAME:?message}, without a default`);
        }
    }
}
errors.forEach((e) => console.error(`      ${e}`));
process.exit(errors.length ? 1 : 0);
JS
    if (cd "$work/npm" && node compose.mjs "$docker/compose.yaml"); then
        ok "compose.yaml is valid by the Compose Specification, and asks for every password"
    else
        bad "compose.yaml: see above"
    fi
}

same() { # what, one, other
    if [ -n "$2" ] && [ "$2" = "$3" ]; then ok "$1: $2"; else bad "$1: '$2' here, '$3' there"; fi
}

check_versions() {
    launcher=$root/launcher/src/main/java/org/sensorium/launcher
    same "TimescaleDB's image is the launcher's" \
        "$(sed -n 's/^ *image: *\(timescale\/.*\)$/\1/p' "$docker/compose.yaml")" \
        "$(sed -n 's/.*IMAGE = "\(.*\)";/\1/p' "$launcher/database/DockerTimescale.java")"
    same "Flink's version is the build's" \
        "$(sed -n 's/^FROM flink:\([0-9.]*\)-.*/\1/p' "$docker/Dockerfile")" \
        "$(sed -n 's/.*<flink.version>\(.*\)<.*/\1/p' "$root/pom.xml")"
    same "the images carry the build's version" \
        "$(sed -n 's/^ *image: sensorium\/parts:\(.*\)$/\1/p' "$docker/compose.yaml")" \
        "$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$root/pom.xml" | head -n 1)"
    same "the gateway's JVM options are the launcher's" \
        "$(grep -o -- '--add-[a-z]*=[^ "]*' "$docker/part.sh" | sort | tr '\n' ' ')" \
        "$(sed -n '/GATEWAY_OPENS =/,/;/p' "$launcher/parts/Parts.java" | grep -o -- '--add-[a-z]*=[^ "]*' | sort | tr '\n' ' ')"
    for class in $(grep -oh 'org\.sensorium\.[a-z.]*[A-Z][A-Za-z]*' "$docker/part.sh" "$docker/job.sh" "$docker/compose.yaml" | sort -u); do
        file=$(printf '%s' "$class" | tr . /).java
        if ls "$root"/*/src/main/java/"$file" >/dev/null 2>&1; then ok "$class exists"; else bad "there is no $class"; fi
    done
}

check_secrets() {
    mkdir -p "$work/secrets"
    cp "$docker/make-secrets.sh" "$work/secrets/"
    sh "$work/secrets/make-secrets.sh" >/dev/null
    asked=$(grep -o '\${[A-Z_]*:?' "$docker/compose.yaml" | tr -d '${:?' | sort -u)
    made=$(sed 's/=.*//' "$work/secrets/.env" | sort -u)
    same "make-secrets.sh makes what compose.yaml asks for" "$(echo $asked)" "$(echo $made)"
    same "docker/.env is private" "$(stat -c %a "$work/secrets/.env")" 600
    before=$(cat "$work/secrets/.env")
    sh "$work/secrets/make-secrets.sh" >/dev/null
    if [ "$before" = "$(cat "$work/secrets/.env")" ]; then
        ok "a second make-secrets.sh changes nothing"
    else
        bad "make-secrets.sh changes passwords that are in use"
    fi
}

check_prometheus() {
    for what in 'check config prometheus.yml' 'check rules alerts.yml' 'test rules alerts.test.yml'; do
        # shellcheck disable=SC2086
        if (cd "$docker/prometheus" && "$promtool" $what) >"$work/promtool.log" 2>&1; then
            ok "promtool $what"
        else
            cat "$work/promtool.log" >&2
            bad "promtool $what"
        fi
    done
}

plain() { sed -E 's/_(bucket|sum|count)$//' | sort -u; }

check_metrics() {
    sed -n 's/^| `\([a-z_0-9]*\).*/\1/p' "$root/docs/metrics.md" | sort -u >"$work/documented"
    cat >"$work/npm/dashboard.mjs" <<'JS'
import { readFileSync } from "node:fs";
const dashboard = JSON.parse(readFileSync(process.argv[2], "utf8"));
const panels = dashboard.panels.filter((p) => p.type !== "row");
if (!panels.length || panels.some((p) => !p.targets?.length)) throw new Error("a panel asks for nothing");
panels.forEach((p) => p.targets.forEach((t) => console.log(t.expr)));
JS
    : >"$work/expressions"
    for dashboard in "$docker"/grafana/dashboards/*.json; do
        if node "$work/npm/dashboard.mjs" "$dashboard" >>"$work/expressions"; then
            ok "$(basename "$dashboard") is JSON with $(grep -c . "$work/expressions") questions"
        else
            bad "$dashboard"
        fi
    done
    sed -n 's/^ *expr: *//p; /expr: >-/{n;p;}' "$docker/prometheus/alerts.yml" >>"$work/expressions"
    grep -oE '\b(sensorium|flink|jvm|process|system)_[a-z0-9_]+' "$work/expressions" | plain >"$work/used"
    unknown=$(comm -23 "$work/used" "$work/documented" | tr '\n' ' ')
    if [ -s "$work/used" ] && [ -z "$unknown" ]; then
        ok "the $(grep -c . "$work/used") metrics of dashboards and rules are in docs/metrics.md"
    else
        bad "not in docs/metrics.md, but asked for by a dashboard or rule: $unknown"
    fi

    # In the sources: Micrometer's names with dots, Flink's by the list of what each one counts.
    grep -rhoE '"sensorium\.[a-z.]+[a-z]"' "$root"/ingest/src/main/java "$root"/console/src/main/java --include='*Meters.java' \
        --include='*Metrics.java' --include=Broker.java --include=Stages.java | tr -d '"' | tr . _ | sort -u >"$work/micrometer"
    grep -rhoE '"sensorium_[a-z_]+"' "$root"/stream-jobs/src/main/java | tr -d '"' | sort -u >"$work/flink"
    if grep -rq '"publish_to_alert_seconds"' "$root/stream-jobs/src/main/java"; then
        echo sensorium_publish_to_alert_seconds >>"$work/flink"
    fi
    undocumented=
    while read -r name; do
        grep -qE "^$name(_total|_seconds)?$" "$work/documented" || undocumented="$undocumented $name"
    done <"$work/micrometer"
    while read -r name; do
        grep -qx "$name" "$work/documented" || undocumented="$undocumented $name"
    done <"$work/flink"
    invented=
    for name in $(grep '^sensorium_' "$work/documented"); do
        short=${name%_total}
        grep -qxE "$name|$short|${short%_seconds}" "$work/micrometer" || grep -qx "$name" "$work/flink" ||
            invented="$invented $name"
    done
    if [ -z "$undocumented$invented" ]; then
        ok "docs/metrics.md and the sources name the same $(grep -c '^sensorium_' "$work/documented") metrics"
    else
        [ -z "$undocumented" ] || bad "in the sources, but not in docs/metrics.md:$undocumented"
        [ -z "$invented" ] || bad "in docs/metrics.md, but not in the sources:$invented"
    fi
}

check_documents() {
    # Variables that the sources read, without those that are parts of names or only in secrets.env.
    grep -rhoE '"SENSORIUM_[A-Z_]*[A-Z]"' "$root"/*/src/main/java "$root/bin/sensorium" | tr -d '"' |
        grep -vx SENSORIUM_DB_SUPERUSER_PASSWORD | sort -u >"$work/read"
    grep -oE 'SENSORIUM_[A-Z_]*[A-Z]' "$root/docs/configuration.md" | sort -u >"$work/explained"
    missing=$(comm -23 "$work/read" "$work/explained" | tr '\n' ' ')
    if [ -s "$work/read" ] && [ -z "$missing" ]; then
        ok "docs/configuration.md explains all $(grep -c . "$work/read") variables of the sources"
    else
        bad "not in docs/configuration.md: $missing"
    fi
    broken=
    for document in "$root"/*.md "$root"/docs/*.md "$root"/docs/decisions/*.md; do
        for link in $(grep -oE '\]\([^)# ]+' "$document" | sed 's/^](//' | grep -vE '^[a-z]+:'); do
            [ -e "$(dirname "$document")/$link" ] || broken="$broken $(basename "$document"):$link"
        done
    done
    if [ -z "$broken" ]; then ok "every link from one document to another leads somewhere"; else bad "links to nothing:$broken"; fi
}

check_live() {
    curl -fsS "$live" >"$work/page" || stop "nothing answers at $live"
    sed -n 's/^# TYPE \([a-z_0-9]*\) .*/\1/p' "$work/page" | sort -u >"$work/there"
    # What is counted by a label that comes with the first of its kind is not there before.
    grep 'Appears with the first' "$root/docs/metrics.md" | sed -n 's/^| `\([a-z_0-9]*\).*/\1/p' | sort -u >>"$work/there"
    sort -u -o "$work/there" "$work/there"
    missing=$(comm -23 "$work/used" "$work/there" | tr '\n' ' ')
    if [ -z "$missing" ]; then ok "all of them are at $live"; else bad "not at $live: $missing"; fi
    if "$promtool" check metrics <"$work/page"; then ok "promtool check metrics"; else bad "promtool check metrics"; fi
}

fetch_npm_packages
find_promtool
check_scripts
check_compose
check_versions
check_secrets
check_prometheus
check_metrics
check_documents
[ -z "$live" ] || check_live

if [ "$failures" -gt 0 ]; then
    echo "check.sh: $failures wrong" >&2
    exit 1
fi
echo "check.sh: all well"
