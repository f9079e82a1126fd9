/** Takes the parts' /health, gives the launcher and the status command what it says. */
@NullMarked
package org.sensorium.launcher.health;

import org.jspecify.annotations.NullMarked;
