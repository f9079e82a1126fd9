package org.sensorium.stream.detect;

import java.util.Locale;
import org.sensorium.model.Location;

/**
 * The sensors that are compared with each other: one metric of one type in one square of a grid.
 * Rows run along parallels, and each row has columns of its own, so that a square keeps its size.
 * Nothing is compared across the 180th meridian.
 *
 * @param kilometres the side
 * @param row counted north from the equator
 * @param column counted east from Greenwich
 */
public record Square(String type, String metric, double kilometres, int row, int column) {
    private static final double KILOMETRES_PER_DEGREE = 111.195;
    private static final double LEAST_COSINE = 0.01;
    private static final int PARTS = 5;

    /** The square that the place lies in. */
    static Square around(Location place, String type, String metric, double kilometres) {
        double side = kilometres / KILOMETRES_PER_DEGREE;
        int row = (int) Math.floor(place.lat() / side);
        int column = (int) Math.floor(place.lon() * cosine(row, side) / side);
        return new Square(type, metric, kilometres, row, column);
    }

    /** Its name, by which its minutes find each other; {@link #of} reads it. */
    public String key() {
        return String.format(Locale.ROOT, "%s/%s/%s/%d/%d", type, metric, kilometres, row, column);
    }

    /** What all squares of its grid have in common. */
    public String grid() {
        return type + '/' + metric + '/' + kilometres;
    }

    /** Another one of the same grid. */
    public Square at(int otherRow, int otherColumn) {
        return new Square(type, metric, kilometres, otherRow, otherColumn);
    }

    /** Its middle: degrees north and east. */
    public String place() {
        double side = kilometres / KILOMETRES_PER_DEGREE;
        return String.format(
                Locale.ROOT,
                "%.4f,%.4f",
                (row + 0.5) * side,
                (column + 0.5) * side / cosine(row, side));
    }

    private static double cosine(int row, double side) {
        return Math.max(LEAST_COSINE, Math.cos(Math.toRadians((row + 0.5) * side)));
    }

    /** The square of that name. */
    public static Square of(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("'" + key + "' is no square's name");
        }
        return new Square(
                parts[0],
                parts[1],
                Double.parseDouble(parts[2]),
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
