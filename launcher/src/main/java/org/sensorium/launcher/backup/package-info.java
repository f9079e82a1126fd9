/**
 * Takes a running system's database, secrets and newest checkpoint, gives one file; and the other
 * way round, into an empty home.
 */
@NullMarked
package org.sensorium.launcher.backup;

import org.jspecify.annotations.NullMarked;
