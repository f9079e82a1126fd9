/** Takes the job's jar, gives it to a Flink cluster that is already there. */
@NullMarked
package org.sensorium.launcher.flink;

import org.jspecify.annotations.NullMarked;
