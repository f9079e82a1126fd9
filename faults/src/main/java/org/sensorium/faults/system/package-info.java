/** What a system of its own stands on while it is broken: disks that are small. */
@NullMarked
package org.sensorium.faults.system;

import org.jspecify.annotations.NullMarked;
