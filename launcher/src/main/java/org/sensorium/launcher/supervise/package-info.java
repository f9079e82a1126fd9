/** Takes the parts' commands, gives the launcher running processes, brought back when they die. */
@NullMarked
package org.sensorium.launcher.supervise;

import org.jspecify.annotations.NullMarked;
