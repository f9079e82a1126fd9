#!/bin/sh
# Starts one part in a container. A setting may come in a file: SENSORIUM_DB_PASSWORD_FILE stands for
# SENSORIUM_DB_PASSWORD, and likewise for every other one.
set -eu

fail() {
    printf 'sensorium: %s\n' "$*" >&2
    exit 1
}

for name in $(env | sed -n 's/^\(SENSORIUM_[A-Z_]*\)_FILE=.*/\1/p'); do
    eval "file=\$${name}_FILE"
    [ -r "$file" ] || fail "${name}_FILE is $file, which cannot be read"
    value=$(cat "$file")
    export "$name=$value"
    unset "${name}_FILE"
done

home=${SENSORIUM_HOME:?SENSORIUM_HOME is not set}
base=$(dirname -- "$(readlink -f -- "$0")")/..

run() { # part, main class, options…
    part=$1
    main=$2
    shift 2
    # shellcheck disable=SC2086
    exec java -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 -Duser.timezone=UTC \
        -Dsensorium.part="$part" "$@" ${SENSORIUM_JAVA_OPTS:-} -cp "$base/$part/*" "$main"
}

case ${1:-} in
    gateway)
        # HiveMQ's broker and its RocksDB reach into the JDK: the same options as the launcher gives.
        run gateway org.sensorium.ingest.Gateway \
            --add-opens=java.base/java.lang=ALL-UNNAMED \
            --add-opens=java.base/java.nio=ALL-UNNAMED \
            --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
            --add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED \
            --add-exports=java.base/jdk.internal.misc=ALL-UNNAMED
        ;;
    console)
        export SENSORIUM_BACKTEST_CLASS_PATH="$base/backtest/*"
        run console org.sensorium.console.Console
        ;;
    migrate)
        # Once: schema, database roles, administrator and service accounts, with the passwords given.
        umask 077
        mkdir -p "$home"
        : >"$home/secrets.env"
        for name in SENSORIUM_ADMIN_PASSWORD SENSORIUM_GATEWAY_MQTT_PASSWORD SENSORIUM_JOB_MQTT_PASSWORD \
            SENSORIUM_MIGRATOR_DB_PASSWORD SENSORIUM_INGEST_DB_PASSWORD SENSORIUM_JOB_DB_PASSWORD \
            SENSORIUM_CONSOLE_DB_PASSWORD SENSORIUM_READER_DB_PASSWORD; do
            eval "value=\${$name:-}"
            [ -n "$value" ] || fail "$name is not set: docker/make-secrets.sh makes it"
            case $value in
                *\'*) fail "$name has a quotation mark in it" ;;
            esac
            printf "%s='%s'\n" "$name" "$value" >>"$home/secrets.env"
        done
        code=0
        java -Xmx256m -Dsensorium.root="$base" -cp "$base/launcher/*" org.sensorium.launcher.Launcher migrate || code=$?
        rm -f "$home/secrets.env"
        exit $code
        ;;
    simulator)
        shift
        exec java -Dsensorium.root="$base" -cp "$base/simulator/*" org.sensorium.simulator.Simulator "$@"
        ;;
    health)
        # For the engine: whether the part named is ready.
        url=$(cat "$home/run/${2:?which part}.url")
        exec curl -fsS --max-time 5 -o /dev/null "$url/health"
        ;;
    *)
        fail "usage: part gateway|console|migrate|simulator …|health PART"
        ;;
esac
