/**
 * Who did what, when: written in the transaction that does it, never changed.
 *
 * <p>Takes a line from every change and sign-in, gives them to administrators.
 */
package org.sensorium.registry.audit;
