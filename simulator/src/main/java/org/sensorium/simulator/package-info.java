/**
 * The simulator: takes a command line, and from the running system only what everybody may use
 * (MQTT, HTTP, SQL views); gives it a fleet's or a recording's readings and gives the user the
 * proof of what became of them.
 */
@NullMarked
package org.sensorium.simulator;

import org.jspecify.annotations.NullMarked;
