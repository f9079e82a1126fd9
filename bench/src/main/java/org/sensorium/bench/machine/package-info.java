/** What processes use, from the kernel's own counts in /proc. */
@NullMarked
package org.sensorium.bench.machine;

import org.jspecify.annotations.NullMarked;
