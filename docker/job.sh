#!/bin/sh
# Starts the job manager or a task manager of the job's own cluster. The job goes on from the newest complete
# checkpoint, whatever ended the last run: Flink itself would begin anew without ZooKeeper or Kubernetes to remember.
set -eu

checkpoints=${CHECKPOINTS:-/opt/flink/checkpoints}
entrypoint=${FLINK_ENTRYPOINT:-/docker-entrypoint.sh}

newest() { # a checkpoint is complete once its _metadata is there
    find "$checkpoints" -name _metadata -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -n 1 | cut -d ' ' -f 2-
}

case ${1:-} in
    jobmanager)
        set -- standalone-job --job-classname org.sensorium.stream.SensoriumJob
        from=$(newest)
        if [ -n "$from" ]; then
            echo "sensorium: going on from $from"
            set -- "$@" --fromSavepoint "file://$from" --claimMode claim
        else
            echo "sensorium: no checkpoint in $checkpoints, beginning at the beginning of the log"
        fi
        ;;
    taskmanager) ;;
    *)
        echo "usage: job jobmanager|taskmanager" >&2
        exit 2
        ;;
esac
exec "$entrypoint" "$@"
