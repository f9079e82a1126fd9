/**
 * What this machine can do at all: the database alone, brokers alone, each stage alone. Gives the
 * figures that the whole is held against.
 */
@NullMarked
package org.sensorium.bench.ceiling;

import org.jspecify.annotations.NullMarked;
