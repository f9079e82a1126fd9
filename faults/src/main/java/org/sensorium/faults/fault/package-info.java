/** What is broken: one small class for each kind, the catalogue in the order of their numbers. */
@NullMarked
package org.sensorium.faults.fault;

import org.jspecify.annotations.NullMarked;
