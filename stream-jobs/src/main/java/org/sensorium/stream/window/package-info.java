/**
 * One-minute windows on each series' own event time.
 *
 * <p>Takes readings from {@code log}, gives roll-ups, and minutes to be computed anew, to {@code
 * store}.
 */
package org.sensorium.stream.window;
