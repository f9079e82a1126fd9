package org.sensorium.simulator.fleet;

import java.util.List;
import java.util.Map;

/** The fictitious city that simulated sensors hang in. Its clock is UTC+8, without summer time. */
public final class City {
    /** Latitude of the town hall. */
    public static final double CENTRE_LAT = 30.62;

    /** Longitude of the town hall. */
    public static final double CENTRE_LON = 121.08;

    /** What the city's clocks are ahead of UTC, in milliseconds. */
    public static final long CLOCK_OFFSET_MILLIS = 8 * 3_600_000L;

    /** Kilometres for one degree of latitude. */
    public static final double KM_PER_DEGREE_LAT = 111.2;

    /** Kilometres for one degree of longitude at this latitude. */
    public static final double KM_PER_DEGREE_LON =
            KM_PER_DEGREE_LAT * Math.cos(Math.toRadians(CENTRE_LAT));

    /** Its districts; never empty. */
    public static final List<District> DISTRICTS =
            List.of(
                    district("old_town", 0, 0, 1.2),
                    district("riverside", 1.5, 2.2, 1.6),
                    district("harbour", 4.5, 6.0, 2.5),
                    district("station_quarter", -1.8, 1.4, 1.3),
                    district("university", -4.0, 3.5, 1.8),
                    district("north_hills", -1.0, 8.5, 3.0),
                    district("garden_town", -6.5, -1.5, 2.4),
                    district("industry_park", 7.5, -4.0, 2.8),
                    district("lakeside", -3.0, -6.5, 2.6),
                    district("airport", 11.0, 1.5, 2.2));

    private static final Map<String, String> DEPARTMENTS =
            Map.of(
                    "environment", "Environment Office",
                    "water", "Water Board",
                    "transport", "Transport Department",
                    "energy", "Energy Works");

    private City() {}

    /** Display name of the department that owns sensors of a kind. */
    public static String departmentName(String department) {
        return DEPARTMENTS.getOrDefault(department, department);
    }

    /** How far east of the town hall, in km. */
    public static double kmEast(double lon) {
        return (lon - CENTRE_LON) * KM_PER_DEGREE_LON;
    }

    /** How far north of the town hall, in km. */
    public static double kmNorth(double lat) {
        return (lat - CENTRE_LAT) * KM_PER_DEGREE_LAT;
    }

    private static District district(String name, double kmEast, double kmNorth, double radiusKm) {
        return new District(
                name,
                CENTRE_LAT + kmNorth / KM_PER_DEGREE_LAT,
                CENTRE_LON + kmEast / KM_PER_DEGREE_LON,
                radiusKm);
    }
}
