package org.sensorium.model;

import java.util.Locale;

/** Why a reading became a dead letter. The codes are part of the contract. */
public enum RejectionReason {
    /** Not JSON, not UTF-8, too deep, truncated. */
    MALFORMED,
    /** JSON, but none of the accepted forms. */
    WRONG_SHAPE,
    /** A value that is neither number nor boolean. */
    WRONG_TYPE,
    /** NaN, infinite, or too large for a double. */
    NOT_FINITE,
    /** Outside the metric's registered range. */
    OUT_OF_RANGE,
    /** The sensor has no such metric. */
    UNKNOWN_METRIC,
    /** A time that is neither epoch milliseconds nor RFC 3339 with a zone. */
    BAD_TIMESTAMP,
    /** More than five minutes ahead of its receipt. */
    FUTURE,
    /** Older than the configured retention. */
    TOO_OLD,
    /** No such sensor, or retired. */
    UNREGISTERED,
    /** Names a sensor that its publisher may not speak for. */
    IDENTITY_MISMATCH,
    /** Message or array larger than allowed. */
    OVERSIZE,
    /** Another value is stored already for this sensor, metric and time: the first stays. */
    CONFLICT;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The code in topics, tables and metrics, such as {@code out_of_range}. */
    public String code() {
        return code;
    }
}
