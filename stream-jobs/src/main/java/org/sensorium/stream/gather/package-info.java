/**
 * Gathers what several neighbouring sensors find at the same time into one event.
 *
 * <p>Takes the news of squares from {@code compare}; gives the findings that are left to {@code
 * alert}, and area events to {@code store}.
 */
package org.sensorium.stream.gather;
