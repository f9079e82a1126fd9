/** The arithmetic of measuring: searching a rate, telling growth from noise, median and spread. */
@NullMarked
package org.sensorium.bench.measure;

import org.jspecify.annotations.NullMarked;
