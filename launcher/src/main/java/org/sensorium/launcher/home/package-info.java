/**
 * Takes SENSORIUM_HOME, gives the launcher its folders, its lock, its secrets and the sign-in for
 * others.
 */
@NullMarked
package org.sensorium.launcher.home;

import org.jspecify.annotations.NullMarked;
