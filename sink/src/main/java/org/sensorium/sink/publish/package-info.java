/**
 * The outbox: what is still to be published.
 *
 * <p>Takes snapshots that the alert tables left, gives them to the job's MQTT publisher in order.
 */
package org.sensorium.sink.publish;
