#!/bin/sh
# The steps of docker/Dockerfile as a plain script: runs in a Debian container, and as well in a bare Debian tree
# (docker/try-image.sh does that, where there is no Docker).
set -eu

usage() {
    cat >&2 <<'USAGE'
usage: build-image.sh jdk                what it takes to build
       build-image.sh jre                what it takes to run, and the account that runs it
       build-image.sh parts SOURCE TARGET
                                         builds SOURCE and lays out TARGET:
                                         bin/part, {gateway,console,launcher,simulator,backtest}/*.jar, job/*.jar
USAGE
    exit 2
}

packages() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends "$@" >/dev/null
    apt-get clean
    rm -rf /var/lib/apt/lists/*
}

the_one() { # the only file that matches: a second one would mean stale jars
    [ $# -eq 1 ] && [ -f "$1" ] || {
        echo "build-image.sh: wanted exactly one file, found: $*" >&2
        exit 1
    }
    printf '%s\n' "$1"
}

parts() {
    source=$1
    target=$2
    (cd "$source" && ./mvnw -B -ntp -Dmaven.test.skip -Dspotless.check.skip -Dcyclonedx.skip clean package)
    mkdir -p "$target/bin"
    for part in gateway:ingest console:console launcher:launcher simulator:simulator; do
        module=${part#*:}
        mkdir -p "$target/${part%:*}"
        cp "$(the_one "$source/$module/target/$module"-*.jar)" "$source/$module/target/lib/"*.jar "$target/${part%:*}/"
    done
    # A back-test runs the job's classes, with a Flink of its own.
    mkdir -p "$target/backtest" "$target/job"
    cp "$source"/stream-jobs/target/stream-jobs-*-SNAPSHOT.jar "$source/stream-jobs/target/lib/"*.jar "$target/backtest/"
    cp "$(the_one "$source"/stream-jobs/target/stream-jobs-*-job.jar)" "$target/job/stream-jobs-job.jar"
    cp "$source/docker/part.sh" "$target/bin/part"
    cp "$source/LICENSE" "$target/"
    chmod 755 "$target/bin/part"
}

case ${1:-} in
    jdk)
        packages openjdk-17-jdk-headless ca-certificates curl unzip
        ;;
    jre)
        packages openjdk-17-jre-headless ca-certificates curl
        useradd --uid 10001 --user-group --no-create-home --no-log-init --home-dir /var/lib/sensorium --shell /usr/sbin/nologin sensorium
        install -d -o sensorium -g sensorium -m 0700 /var/lib/sensorium
        ;;
    parts)
        [ $# -eq 3 ] || usage
        parts "$2" "$3"
        ;;
    *) usage ;;
esac
