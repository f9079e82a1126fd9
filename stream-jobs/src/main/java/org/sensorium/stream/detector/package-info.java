/**
 * The detectors. Pure Java: the Flink operator and the {@code score} command call the same code.
 *
 * <p>Takes one series' readings in order of event time from {@code detect}, gives findings and
 * scores back to it.
 */
package org.sensorium.stream.detector;
