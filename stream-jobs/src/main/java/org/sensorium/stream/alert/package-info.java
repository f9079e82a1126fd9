/**
 * The life of alerts: raised, updated, cleared, one open for each sensor, metric and detector.
 *
 * <p>Takes findings from {@code detect}, gives alert events to {@code store}.
 */
package org.sensorium.stream.alert;
