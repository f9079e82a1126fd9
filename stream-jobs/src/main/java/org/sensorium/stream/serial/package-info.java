/**
 * The forms in which records travel and state is kept: explicit, versioned, without reflection.
 *
 * <p>Takes the values of the stages, gives bytes to Flink.
 */
package org.sensorium.stream.serial;
