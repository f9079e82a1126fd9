/**
 * A whole system of its own, to be broken or measured: starts it as people start it, finds its
 * parts, asks how they fare, kills and pauses them.
 */
@NullMarked
package org.sensorium.testbed;

import org.jspecify.annotations.NullMarked;
