/** Takes the parts' /metrics, gives the terminal one line a second. */
@NullMarked
package org.sensorium.launcher.statusline;

import org.jspecify.annotations.NullMarked;
