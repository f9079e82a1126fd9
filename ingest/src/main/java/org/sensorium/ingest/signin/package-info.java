/**
 * Who may connect.
 *
 * <p>Takes user name and password from the broker, gives an account of the registry or a refusal.
 */
package org.sensorium.ingest.signin;
