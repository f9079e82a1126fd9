/**
 * TimescaleDB on this machine without root or Docker: takes a directory and a port from the
 * launcher or a test, gives them a running server to connect to.
 */
@NullMarked
package org.sensorium.database;

import org.jspecify.annotations.NullMarked;
