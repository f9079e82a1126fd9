/**
 * Takes connections of the parts of a system and of its sensors, gives them on: late, broken, in
 * pieces, or not at all.
 */
@NullMarked
package org.sensorium.faults.proxy;

import org.jspecify.annotations.NullMarked;
