/**
 * Who owns and sees what: departments, districts, grants, users, and the log of all changes.
 *
 * <p>Takes what administrators decide, gives it to the registry.
 */
package org.sensorium.console.departments;
