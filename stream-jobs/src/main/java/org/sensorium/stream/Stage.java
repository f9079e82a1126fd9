package org.sensorium.stream;

/**
 * The stages of the job in the order in which a reading passes them. One constant is an operator's
 * uid (by which a checkpoint finds its state again, so it never changes), its name on Flink's page
 * and in metrics, and the sentence that describes it there.
 */
public enum Stage {
    LOG("log", "reads the ingest log from the offset in the checkpoint"),
    WINDOW("window", "rolls up minutes on each series' own event time"),
    STORE_ROLL_UPS("store-rollups", "stores roll-ups"),
    DETECT("detect", "shows each series to its armed detectors"),
    FOLD("fold", "folds the silences of a group into one incident"),
    COMPARE("compare", "compares each sensor with its neighbours, minute by minute"),
    GATHER("gather", "gathers what neighbours find at the same time into one event"),
    PICK("pick", "lets through readings of metrics that composite rules name"),
    STEP("step", "tells when a series takes a step of a composite rule, and when it is over"),
    COMPOSE("compose", "matches the steps of each place with the composite rules"),
    ALERT("alert", "leads alerts from raised to cleared"),
    STORE_ALERTS("store-alerts", "stores alerts, their history and the outbox"),
    STORE_INCIDENTS("store-incidents", "stores incidents, their sensors and the outbox"),
    PUBLISH("publish", "carries the outbox to MQTT");

    private final String uid;
    private final String does;

    Stage(String uid, String does) {
        this.uid = uid;
        this.does = does;
    }

    /** The operator's uid and name. */
    public String uid() {
        return uid;
    }

    /** What it does, for people. */
    public String does() {
        return does;
    }
}
