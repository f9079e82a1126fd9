#!/bin/sh
# Writes docker/.env with a random password for each account, which compose.yaml asks for. Keeps what is there.
set -eu
cd "$(dirname -- "$0")"
umask 077
touch .env
chmod 600 .env

for name in POSTGRES_PASSWORD GRAFANA_ADMIN_PASSWORD SENSORIUM_ADMIN_PASSWORD \
    SENSORIUM_GATEWAY_MQTT_PASSWORD SENSORIUM_JOB_MQTT_PASSWORD \
    SENSORIUM_MIGRATOR_DB_PASSWORD SENSORIUM_INGEST_DB_PASSWORD SENSORIUM_JOB_DB_PASSWORD \
    SENSORIUM_CONSOLE_DB_PASSWORD SENSORIUM_READER_DB_PASSWORD; do
    if ! grep -q "^$name=" .env; then
        printf '%s=%s\n' "$name" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" >>.env
        echo "made $name"
    fi
done
echo "the passwords are in $PWD/.env, which nobody else may read"
