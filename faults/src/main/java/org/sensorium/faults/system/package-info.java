/** Starts a system of its own, finds its parts, asks how they fare, kills and pauses them. */
@NullMarked
package org.sensorium.faults.system;

import org.jspecify.annotations.NullMarked;
