/**
 * Secrets: made, hashed and verified here and nowhere else.
 *
 * <p>Takes secrets from people and sensors, gives hashes to the registry's tables.
 */
package org.sensorium.registry.credentials;
