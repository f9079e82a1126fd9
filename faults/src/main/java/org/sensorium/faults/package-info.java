/** {@code bin/sensorium faults}: breaks a system of its own and proves what the guarantee says. */
@NullMarked
package org.sensorium.faults;

import org.jspecify.annotations.NullMarked;
