package org.sensorium.simulator.fleet;

/**
 * A part of the city.
 *
 * @param name as registered
 * @param lat latitude of its centre, degrees north
 * @param lon longitude of its centre, degrees east
 * @param radiusKm how far its sensors lie from the centre, at most
 */
public record District(String name, double lat, double lon, double radiusKm) {}
