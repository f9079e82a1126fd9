package org.sensorium.simulator.faults;

import java.util.Set;

/** Ways in which a simulated sensor sends rubbish. */
public enum FaultKind {
    /** Text that is no JSON. */
    NOT_JSON(Scope.MESSAGE, "malformed"),
    /** JSON cut off in the middle. */
    TRUNCATED(Scope.MESSAGE, "malformed"),
    /** JSON with a byte that is not UTF-8. */
    NOT_UTF8(Scope.MESSAGE, "malformed"),
    /** Thousands of brackets. */
    TOO_DEEP(Scope.MESSAGE, "malformed"),
    /**
     * {@code NaN}, which JSON does not know: a strict reader finds no JSON, a lenient one no finite
     * number.
     */
    NOT_A_NUMBER(Scope.MESSAGE, "not_finite", "malformed"),
    /** A JSON text of another shape. */
    WRONG_SHAPE(Scope.MESSAGE, "wrong_shape"),
    /** {@code 1e999}. */
    TOO_LARGE(Scope.VALUE, "not_finite"),
    /** A number in quotes. */
    STRING_VALUE(Scope.VALUE, "wrong_type"),
    /** {@code null}. */
    NULL_VALUE(Scope.VALUE, "wrong_type"),
    /** Beyond the registered maximum. */
    OUT_OF_RANGE(Scope.VALUE, "out_of_range"),
    /** A metric that the sensor is not registered for. */
    UNKNOWN_METRIC(Scope.VALUE, "unknown_metric"),
    /** A time in words. */
    BAD_TIMESTAMP(Scope.ENTRY, "bad_timestamp"),
    /** A time without a zone. */
    TIMESTAMP_WITHOUT_ZONE(Scope.ENTRY, "bad_timestamp"),
    /** An hour ahead. */
    FUTURE(Scope.ENTRY, "future");

    private final Scope scope;
    private final Rejection rejection;

    /** How much of a message a fault costs. */
    public enum Scope {
        /** The message, which holds nothing else. */
        MESSAGE,
        /** The last entry, cut down to one metric. */
        ENTRY,
        /** One value of the last entry. */
        VALUE
    }

    FaultKind(Scope scope, String... reasons) {
        this.scope = scope;
        this.rejection = new Rejection(reasons[0], Set.of(reasons));
    }

    /** How much of a message it costs. */
    public Scope scope() {
        return scope;
    }

    /** The one dead letter that must come of it. */
    public Rejection rejection() {
        return rejection;
    }
}
