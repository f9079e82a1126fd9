/**
 * Who is signed in.
 *
 * <p>Takes a name and a password, gives a token once and the actor behind it from then on.
 */
package org.sensorium.registry.sessions;
