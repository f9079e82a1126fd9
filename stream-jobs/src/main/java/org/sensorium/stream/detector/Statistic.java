package org.sensorium.stream.detector;

/** What the novelty detector looks at in a series. Written by name: the order may change. */
public enum Statistic {
    /** The reading itself. */
    VALUE,
    /** The mean of the last twenty readings or so. */
    SHORT_MEAN,
    /** The deviation of the last five readings or so. */
    SHORT_DEVIATION,
    /** The reading less what is usual at its hour of the week. */
    HOUR_OF_WEEK,
    /** The median of the last twenty readings, which no single reading moves. */
    MEDIAN,
    /** The distance between the quartiles of the last twenty readings. */
    SPREAD,
    /** How badly the last eight readings fit into a random cut forest of those before. */
    FOREST
}
