/**
 * Signing in and out, and who may take which route.
 *
 * <p>Takes tokens from requests, gives actors to the calls.
 */
package org.sensorium.console.session;
