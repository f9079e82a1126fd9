package org.sensorium.model;

/**
 * A point on the ground, WGS 84.
 *
 * @param lat degrees north, −90…90
 * @param lon degrees east, −180…180
 */
public record Location(double lat, double lon) {
    public Location {
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("lat " + lat + " is outside -90…90");
        }
        if (!(lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("lon " + lon + " is outside -180…180");
        }
    }
}
