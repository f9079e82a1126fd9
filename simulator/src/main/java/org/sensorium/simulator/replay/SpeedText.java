package org.sensorium.simulator.replay;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Speeds as people write them: {@code 1}, {@code 60}, {@code 10x}, {@code max}. */
final class SpeedText implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        if (text.equalsIgnoreCase("max")) {
            return Double.POSITIVE_INFINITY;
        }
        double speed;
        try {
            speed =
                    Double.parseDouble(
                            text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException e) {
            speed = Double.NaN;
        }
        if (!(speed > 0 && speed <= Double.MAX_VALUE)) {
            throw new TypeConversionException(
                    "'" + text + "' is no speed; right would be 1 (as recorded), 60 or max");
        }
        return speed;
    }
}
