/**
 * Takes the ports of the settings, gives the launcher the names of those who already sit on them.
 */
@NullMarked
package org.sensorium.launcher.ports;

import org.jspecify.annotations.NullMarked;
