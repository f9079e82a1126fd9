/**
 * The system that is measured: a copy of its own with sensors registered, and what is asked of it
 * from outside. Takes a built checkout, gives counts.
 */
@NullMarked
package org.sensorium.bench.laboratory;

import org.jspecify.annotations.NullMarked;
