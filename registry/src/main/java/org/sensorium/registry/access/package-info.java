/**
 * Who asks, and what that one may see and change.
 *
 * <p>Takes the signed-in account from the sessions, gives conditions and refusals to every
 * repository.
 */
package org.sensorium.registry.access;
