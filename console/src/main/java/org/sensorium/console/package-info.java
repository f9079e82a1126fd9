/**
 * REST for people and programs.
 *
 * <p>Takes calls over HTTP, gives changes to the registry and to the alerts' history, and reads
 * back what the store holds.
 */
package org.sensorium.console;
