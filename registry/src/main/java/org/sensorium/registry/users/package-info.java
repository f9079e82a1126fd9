/**
 * The people who sign in.
 *
 * <p>Takes them from administrators, gives accounts to sessions and to the broker's sign-in.
 */
package org.sensorium.registry.users;
