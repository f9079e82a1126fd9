#!/bin/sh
# Goes through the steps of docker/Dockerfile for the image "parts" in bare Debian trees, where there is no engine:
# builds the working tree in one, as docker build would, lays out the result in another, and sees each part start as its unprivileged account.
# Takes root (chroot) and some minutes; leaves nothing behind unless it is given a directory to work in.
set -eu

docker=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(dirname -- "$docker")
[ "$(id -u)" = 0 ] || {
    echo "try-image.sh: needs root, for chroot" >&2
    exit 2
}
if [ $# -gt 0 ]; then
    work=$1
    mkdir -p "$work"
    keep=yes
else
    work=$(mktemp -d)
    keep=
fi

leave() {
    for tree in "$work/build" "$work/parts"; do
        umount "$tree/proc" 2>/dev/null || :
    done
    [ -n "$keep" ] || rm -rf --one-file-system "$work"
}
trap leave EXIT INT TERM

say() { printf '== %s\n' "$*"; }
fail() {
    printf 'try-image.sh: %s\n' "$*" >&2
    exit 1
}
inside() { # tree, command…
    tree=$1
    shift
    chroot "$tree" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"
}

base() { # what the Dockerfile begins with: FROM debian:bookworm-slim
    release=$(sed -n 's/^FROM debian:\([a-z]*\)-slim AS build$/\1/p' "$docker/Dockerfile")
    debootstrap=$(command -v debootstrap || :)
    if [ -z "$debootstrap" ]; then
        (cd "$work" && apt-get -qq download debootstrap && dpkg -x debootstrap_*.deb debootstrap) ||
            fail "debootstrap could not be fetched: is there a network?"
        debootstrap=$work/debootstrap/usr/sbin/debootstrap
        export DEBOOTSTRAP_DIR="$work/debootstrap/usr/share/debootstrap"
    fi
    sh "$debootstrap" --variant=minbase "$release" "$work/base" http://deb.debian.org/debian >"$work/debootstrap.log" 2>&1 || {
        tail -n 5 "$work/debootstrap.log" >&2
        fail "no Debian tree could be made, see above"
    }
    cp /etc/resolv.conf "$work/base/etc/resolv.conf"
    # A network that has certificate authorities of its own has them in here too.
    mkdir -p "$work/base/usr/local/share/ca-certificates"
    cp -r /usr/local/share/ca-certificates/. "$work/base/usr/local/share/ca-certificates/" 2>/dev/null || :
}

tree() { # name
    rm -rf --one-file-system "${work:?}/$1"
    cp -a "$work/base" "$work/$1"
    mount -t proc proc "$work/$1/proc"
    cp "$docker/build-image.sh" "$work/$1/build-image.sh"
}

starts_and_complains() { # part, what it has to say when it is told nothing
    said=$(inside "$work/parts" setpriv --reuid=sensorium --regid=sensorium --init-groups \
        env SENSORIUM_HOME=/var/lib/sensorium /opt/sensorium/bin/part "$1" 2>&1) && fail "$1: started without any setting"
    printf '%s' "$said" | grep -q "$2" || fail "$1: does not say '$2' but: $(printf '%s' "$said" | tail -n 3)"
    echo "$1 starts, and says what it lacks: $2"
}

say "a bare Debian tree"
[ -d "$work/base/etc" ] || base

say "stage build: build-image.sh jdk, build-image.sh parts"
tree build
inside "$work/build" sh /build-image.sh jdk
mkdir "$work/build/src"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -c) |
    tar -x -C "$work/build/src"
inside "$work/build" sh /build-image.sh parts /src /opt/sensorium >"$work/build.log" 2>&1 || {
    tail -n 25 "$work/build.log" >&2
    fail "the build failed, see above"
}

say "stage parts: build-image.sh jre, COPY --from=build"
tree parts
inside "$work/parts" sh /build-image.sh jre
rm "$work/parts/build-image.sh"
cp -a "$work/build/opt/sensorium" "$work/parts/opt/"
du -sh "$work/parts" --exclude=proc

say "each part as the account sensorium"
[ "$(inside "$work/parts" stat -c %U:%a /var/lib/sensorium)" = sensorium:700 ] || fail "/var/lib/sensorium is not private"
starts_and_complains gateway SENSORIUM_MQTT_PASSWORD
starts_and_complains console SENSORIUM_DB_URL
starts_and_complains migrate SENSORIUM_ADMIN_PASSWORD
inside "$work/parts" env SENSORIUM_HOME=/tmp /opt/sensorium/bin/part simulator --help >/dev/null || fail "the simulator does not start"
if inside "$work/parts" env SENSORIUM_HOME=/var/lib/sensorium /opt/sensorium/bin/part health gateway 2>/dev/null; then
    fail "a gateway that does not run is healthy"
fi
[ -s "$work/build/opt/sensorium/job/stream-jobs-job.jar" ] || fail "there is no jar for Flink"
say "all well"
