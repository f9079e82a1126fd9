/**
 * Takes a throw-away cluster from {@code org.sensorium.database}, gives every integration test an
 * empty database.
 */
@NullMarked
package org.sensorium.database.testing;

import org.jspecify.annotations.NullMarked;
