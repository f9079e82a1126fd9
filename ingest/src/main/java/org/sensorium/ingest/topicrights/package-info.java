/**
 * Who may publish and subscribe where, and how much.
 *
 * <p>Takes accounts from sign-in, gives the broker its answers. No broker in it.
 */
package org.sensorium.ingest.topicrights;
