/**
 * The detection rules.
 *
 * <p>Takes rules from the console, checked; gives them to the view that the job follows.
 */
package org.sensorium.registry.rules;
