package org.sensorium.stream.detect;

import java.util.Locale;

/** How sentences name what they are about. */
public final class Subject {
    private Subject() {}

    /**
     * A metric of a sensor, or the sensor.
     *
     * @param metric empty for the sensor as a whole
     */
    public static String of(String sensorId, String metric, Locale locale) {
        boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
        if (metric.isEmpty()) {
            return (chinese ? "传感器" : "Sensor ") + sensorId;
        }
        return chinese ? "传感器" + sensorId + "的" + metric : metric + " of sensor " + sensorId;
    }
}
