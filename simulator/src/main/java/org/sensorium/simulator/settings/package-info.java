/**
 * Where the running system is: takes the environment and {@code credentials.env}, gives addresses
 * and sign-in to every command.
 */
@NullMarked
package org.sensorium.simulator.settings;

import org.jspecify.annotations.NullMarked;
