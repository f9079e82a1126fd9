/**
 * The proof: takes from {@code publish} what was acknowledged, and from the database's views what
 * is stored, gives the user the differences. Knows nothing of how readings come about.
 */
@NullMarked
package org.sensorium.simulator.verify;

import org.jspecify.annotations.NullMarked;
