/**
 * The whole system under load: the highest rate that it holds, how long a reading takes at half of
 * that, how it grows with sensors, how it catches up. Takes a laboratory, gives figures.
 */
@NullMarked
package org.sensorium.bench.whole;

import org.jspecify.annotations.NullMarked;
