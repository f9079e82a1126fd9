/**
 * Takes a fleet's ledger and what is stored, gives what is wrong: compared as sets, roll-ups and
 * alerts computed anew.
 */
@NullMarked
package org.sensorium.faults.oracle;

import org.jspecify.annotations.NullMarked;
