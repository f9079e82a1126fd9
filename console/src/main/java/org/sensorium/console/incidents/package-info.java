/**
 * Incidents for people: listed, acknowledged, closed.
 *
 * <p>Takes incidents from the store, gives what people do about them to it and to its outbox.
 */
package org.sensorium.console.incidents;
