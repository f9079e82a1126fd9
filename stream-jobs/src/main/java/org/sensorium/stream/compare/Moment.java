package org.sensorium.stream.compare;

import java.util.function.Consumer;
import org.sensorium.stream.detect.Arming;

/**
 * A tick of one square.
 *
 * @param tick the minute of the log's clock
 * @param minute of event time that is looked at
 * @param after only sensors with a later minute count
 * @param arming which sensors are compared, and by which rule
 * @param out takes what is told
 */
record Moment(
        String square, long tick, int minute, int after, Arming arming, Consumer<SquareNews> out) {}
