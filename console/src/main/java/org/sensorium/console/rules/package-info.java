/**
 * Detection rules as people write them.
 *
 * <p>Takes JSON from people, checked down to each detector's parameters; gives rules to the
 * registry.
 */
package org.sensorium.console.rules;
