/**
 * Alerts for people: listed, acknowledged, closed.
 *
 * <p>Takes alerts from the store, gives what people do about them to its history and its outbox.
 */
package org.sensorium.console.alerts;
