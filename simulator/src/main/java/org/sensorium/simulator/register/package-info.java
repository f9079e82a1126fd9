/**
 * Makes sensors known: takes them from {@code fleet}, a recording or a CSV file, gives them to the
 * console's REST interface, and gives their credentials to {@code publish}.
 */
@NullMarked
package org.sensorium.simulator.register;

import org.jspecify.annotations.NullMarked;
