/**
 * The embedded MQTT broker.
 *
 * <p>Takes connections from sensors and users, gives each its rights by sign-in and topic rights,
 * and readings to the receiver through a durable queue.
 */
package org.sensorium.ingest.broker;
