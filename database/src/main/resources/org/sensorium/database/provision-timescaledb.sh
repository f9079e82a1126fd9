#!/bin/sh
# Brings PostgreSQL 17 with TimescaleDB onto this machine without root and without changing the system: Debian's own
# packages, checked against Debian's archive key, unpacked into a directory of the user's cache, with their own libc.
#
#   provision-timescaledb.sh [--cache DIR] [--quiet]
#
# Prints progress on standard error and, as the only line on standard output, the directory in which
# usr/lib/postgresql/17/bin lies. The second time it takes milliseconds and needs no network.
# Exit codes: 0 ready; 3 this machine cannot (no apt, no key, wrong processor); 4 no network; 5 no space or no rights.
set -eu
LC_ALL=C
export LC_ALL
umask 022

RELEASE=trixie
PG=17
TIMESCALEDB=2.19.3
RECIPE=1 # raise when the same packages would be unpacked or patched in another way
NEEDED_MB=600

say() { [ -n "$quiet" ] || printf 'timescaledb: %s\n' "$*" >&2; }

three_ways() {
    cat >&2 <<MESSAGE
Sensorium needs TimescaleDB, and there are three ways to it:
  1. Debian's packages, fetched by Sensorium itself: needs apt-get, dpkg, flock and a network (any Debian has them);
  2. Docker: start the engine, and Sensorium runs a TimescaleDB container;
  3. a TimescaleDB of your own: set SENSORIUM_DB_URL=jdbc:postgresql://host:port/database, SENSORIUM_DB_USER and
     SENSORIUM_DB_PASSWORD.
MESSAGE
}

fail() {
    code=$1
    shift
    printf 'timescaledb: %s\n' "$*" >&2
    three_ways
    exit "$code"
}

# --- where ---------------------------------------------------------------------------------------------------------

quiet=
cache=${SENSORIUM_CACHE:-}
while [ $# -gt 0 ]; do
    case $1 in
        --cache) cache=${2:?--cache needs a directory}; shift ;;
        --quiet) quiet=1 ;;
        *) echo "usage: provision-timescaledb.sh [--cache DIR] [--quiet]" >&2; exit 2 ;;
    esac
    shift
done
if [ -z "$cache" ]; then
    # PostgreSQL refuses to run as root, and whoever runs it instead cannot see into /root.
    if [ "$(id -u)" = 0 ]; then
        cache=/var/cache/sensorium
    elif [ -n "${XDG_CACHE_HOME:-}" ]; then
        cache=$XDG_CACHE_HOME/sensorium
    elif [ -n "${HOME:-}" ]; then
        cache=$HOME/.cache/sensorium
    else
        fail 5 "neither XDG_CACHE_HOME nor HOME is set: set one, or SENSORIUM_CACHE, to a directory that you may write"
    fi
fi

case $(uname -s)-$(uname -m) in
    Linux-x86_64) arch=amd64 triplet=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 ;;
    Linux-aarch64) arch=arm64 triplet=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 ;;
    *) fail 3 "no packages for $(uname -s) on $(uname -m), only for Linux on x86-64 and arm64" ;;
esac

mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] ||
    fail 5 "cannot write to $cache: give yourself the right, or set SENSORIUM_CACHE to a directory that you may write"
cache=$(cd "$cache" && pwd -P)
final=$cache/timescaledb-$TIMESCALEDB-$arch
finished=$final/.finished
wanted="recipe $RECIPE in $final" # patched for this path: a copy elsewhere is not finished

is_finished() { [ -f "$finished" ] && [ "$(cat "$finished")" = "$wanted" ]; }

if is_finished; then
    echo "$final"
    exit 0
fi

# --- alone ---------------------------------------------------------------------------------------------------------

for tool in apt-get apt-config dpkg dpkg-deb flock; do
    command -v "$tool" >/dev/null 2>&1 || fail 3 "there is no '$tool' on this machine"
done
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keyring" ] ||
    fail 3 "no $keyring, by which the packages are checked: install the package debian-archive-keyring"

exec 9>"$cache/.lock" || fail 5 "cannot write $cache/.lock"
if ! flock -n 9; then
    say "another process is fetching it already, waiting for that"
    flock 9
fi
if is_finished; then
    echo "$final"
    exit 0
fi

free_mb=$(df -Pm "$cache" | awk 'NR == 2 { print $4 }')
[ "$free_mb" -ge "$NEEDED_MB" ] ||
    fail 5 "$free_mb MB free in $cache, $NEEDED_MB MB are needed: make room, or set SENSORIUM_CACHE to a larger disk"

rm -rf "$cache"/.fetching-* "$cache"/.unpacking-* # what a killed predecessor left; we hold the lock
work=$cache/.fetching-$$
stage=$cache/.unpacking-$$
download=
leave() {
    [ -z "$download" ] || kill "$download" 2>/dev/null || :
    rm -rf "$work" "$stage"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# --- fetch ---------------------------------------------------------------------------------------------------------

started=$(date +%s)
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/log" "$stage"
: >"$work/status"

# The system's mirror and its proxy settings are good enough to be used; nothing else of its apt is touched.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -E '^https?://.*/debian/?$' | head -n 1 || :)
default_mirror=http://deb.debian.org/debian
mirror=${SENSORIUM_DEBIAN_MIRROR:-${mirror:-$default_mirror}}
mirror=${mirror%/}
{
    apt-config dump 2>/dev/null | grep -E '^Acquire::(http|https|Check-[A-Za-z-]*|ForceIPv[46])(::[^ ]*)? ' || :
    cat <<CONF
Dir::State "$work"; Dir::State::lists "$work/lists"; Dir::State::status "$work/status";
Dir::Cache "$work/cache"; Dir::Log "$work/log";
Dir::Etc::main "/dev/null"; Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "$work/sources.list"; Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
APT::Architecture "$arch"; APT::Architectures { "$arch"; }; APT::Sandbox::User "$(id -un)";
APT::Install-Recommends "false"; APT::Update::Error-Mode "any";
Acquire::Languages "none"; Acquire::Retries "3"; Acquire::http::Timeout "20"; Acquire::https::Timeout "20";
CONF
} >"$work/apt.conf"
APT_CONFIG=$work/apt.conf
export APT_CONFIG

read_lists() {
    say "reading Debian $RELEASE's list of packages from $1"
    echo "deb [arch=$arch signed-by=$keyring] $1 $RELEASE main" >"$work/sources.list"
    apt-get -qq update >"$work/update.log" 2>&1
}
if ! read_lists "$mirror"; then
    [ "$mirror" != "$default_mirror" ] && say "that did not work" && read_lists "$default_mirror" || {
        grep -E '^[EW]:' "$work/update.log" | head -n 5 >&2
        if grep -qiE 'no space left' "$work/update.log"; then
            fail 5 "the disk of $cache is full"
        fi
        fail 4 "cannot reach $mirror: is there a network? A proxy is taken from apt's settings or http_proxy;" \
            "another mirror from SENSORIUM_DEBIAN_MIRROR"
    }
fi

# Of all that Debian would install, the server and the libraries; no perl, no set-up scripts, no JIT compiler.
wanted_packages="postgresql-$PG postgresql-client-$PG postgresql-$PG-timescaledb"
closure=$(apt-get -qq --print-uris install $wanted_packages patchelf 2>"$work/closure.log" |
    sed -n "s/^'[^']*' \([^_]*\)_.*/\1/p") || {
    cat "$work/closure.log" >&2
    fail 4 "Debian $RELEASE on $mirror does not have $wanted_packages"
}
packages=
for package in $closure; do
    case $package in
        libllvm* | libz3* | libperl* | *-perl | libc-l10n | libc-bin | libdb5* | libgdbm*) ;;
        postgresql-$PG | postgresql-client-$PG | postgresql-$PG-timescaledb | patchelf | lib* | zlib1g)
            packages="$packages $package" ;;
    esac
done

megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.0f", bytes / 1000000 }'; }
cd "$work/debs"
bytes=$(apt-get -qq --print-uris download $packages | awk '{ sum += $3 } END { print sum + 0 }')
say "fetching $(echo $packages | wc -w) packages, $(megabytes "$bytes") MB"
apt-get -qq download $packages >"$work/download.log" 2>&1 9>&- &
download=$!
ticks=0
while kill -0 "$download" 2>/dev/null; do
    sleep 1
    ticks=$((ticks + 1))
    if [ $((ticks % 5)) = 0 ]; then
        have=$(du -sb "$work/debs" "$work/cache/archives" 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }')
        say "fetched $(megabytes "$have") of $(megabytes "$bytes") MB"
    fi
done
if ! wait "$download"; then
    download=
    grep -E '^[EW]:' "$work/download.log" | head -n 5 >&2
    grep -qi 'no space left' "$work/download.log" && fail 5 "the disk of $cache is full"
    fail 4 "the download broke off; run the same command again"
fi
download=

# --- unpack and patch ----------------------------------------------------------------------------------------------

say "unpacking"
for deb in "$work"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$stage" --no-same-owner \
        --exclude './usr/share/doc*' --exclude './usr/share/man*' --exclude './usr/share/locale*' \
        --exclude './usr/share/lintian*' --exclude '*/bitcode*' --exclude '*/llvmjit*' ||
        fail 5 "cannot unpack $(basename "$deb") into $stage (disk full?)"
    basename "$deb" .deb
done >"$stage/packages.txt"
[ -d "$stage/usr/lib64" ] || [ ! -d "$stage/lib64" ] || mv "$stage/lib64" "$stage/usr/lib64"
if [ -d "$stage/lib" ]; then # a package that has not followed Debian's merge of /lib into /usr/lib
    cp -a "$stage/lib/." "$stage/usr/lib/" && rm -rf "$stage/lib"
fi

bin=usr/lib/postgresql/$PG/bin
libraries=usr/lib/$triplet
[ -e "$stage/$libraries/$loader" ] || fail 3 "the packages have no $libraries/$loader (a new layout in Debian?)"
with_own_libc() { "$stage/$libraries/$loader" --library-path "$stage/$libraries" "$@"; }
with_own_libc --version >/dev/null 2>&1 ||
    fail 5 "programs in $cache cannot be run (mounted noexec?): set SENSORIUM_CACHE to a directory where they can"

# With a forced RPATH in the programs, what they load (libraries of libraries, extensions) is looked up there as well.
for program in "$stage/$bin"/*; do
    [ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || continue
    with_own_libc "$stage/usr/bin/patchelf" --set-interpreter "$final/$libraries/$loader" \
        --force-rpath --set-rpath "$final/$libraries" "$program" ||
        fail 5 "cannot patch $program (disk full?)"
done
for object in "$stage/$bin/postgres" "$stage/$bin/initdb" "$stage/usr/lib/postgresql/$PG/lib"/timescaledb*.so; do
    # What is not found, or found in the system only, is missing: the next machine may not have it.
    missing=$(with_own_libc --list "$object" 2>&1 | awk -v own="$stage" '/=>/ && index($3, own) != 1 { print $1 }')
    [ -z "$missing" ] || fail 3 "libraries are missing from the packages of $(basename "$object"): $missing"
done

echo "$wanted" >"$stage/.finished"
rm -rf "$final"
mv "$stage" "$final"
if ! "$final/$bin/postgres" --version >/dev/null 2>"$work/first.log"; then
    rm -f "$finished"
    cat "$work/first.log" >&2
    fail 3 "the unpacked PostgreSQL does not start on this machine (is $cache mounted noexec?)"
fi
say "$("$final/$bin/postgres" --version) with TimescaleDB $(sed -n "s/^default_version = '\(.*\)'.*/\1/p" \
    "$final/usr/share/postgresql/$PG/extension/timescaledb.control") ready in $final," \
    "$(du -sm "$final" | cut -f 1) MB, after $(($(date +%s) - started)) s"
echo "$final"
