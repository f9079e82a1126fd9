/**
 * What looks like an attack.
 *
 * <p>Takes refusals and sign-ins from the broker, gives lines to the audit log, few enough to be
 * read.
 */
package org.sensorium.ingest.suspicion;
