/**
 * Takes a seed, gives sensors that are never killed, publish through a proxy and keep a ledger of
 * what was acknowledged.
 */
@NullMarked
package org.sensorium.faults.fleet;

import org.jspecify.annotations.NullMarked;
