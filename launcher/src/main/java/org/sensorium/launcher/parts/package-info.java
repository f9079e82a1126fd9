/**
 * Takes the settings and the secrets, gives the supervisor the command line and environment of each
 * part.
 */
@NullMarked
package org.sensorium.launcher.parts;

import org.jspecify.annotations.NullMarked;
