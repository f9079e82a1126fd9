/**
 * Takes the settings, gives the parts a TimescaleDB with the current schema: our own, a container,
 * or a given one.
 */
@NullMarked
package org.sensorium.launcher.database;

import org.jspecify.annotations.NullMarked;
