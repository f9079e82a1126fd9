/**
 * Where the time goes: a flight recording of gateway and job while a part is measured. Takes
 * running JVMs, gives their busiest threads and frames.
 */
@NullMarked
package org.sensorium.bench.profile;

import org.jspecify.annotations.NullMarked;
