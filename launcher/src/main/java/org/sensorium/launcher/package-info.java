/**
 * Takes commands from whoever sits at the terminal, gives them a running Sensorium: starts the
 * parts, watches them, stops them.
 */
@NullMarked
package org.sensorium.launcher;

import org.jspecify.annotations.NullMarked;
