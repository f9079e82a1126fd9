/**
 * Who is known and what they may do.
 *
 * <p>Takes changes from the console, gives what is known to the gateway and the job, in memory and
 * current within a second.
 */
package org.sensorium.registry;
