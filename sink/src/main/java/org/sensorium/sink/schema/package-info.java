/**
 * The schema: one migration history and the database's roles.
 *
 * <p>Takes an administrator's connection from the launcher, gives a migrated database to everyone.
 */
package org.sensorium.sink.schema;
