package org.sensorium.simulator.settings;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Shares as people write them, {@code 0.01} or {@code 1%}; in 0 … 1. */
public final class ShareText implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        double share;
        try {
            share =
                    text.endsWith("%")
                            ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                            : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            share = Double.NaN;
        }
        if (!(share >= 0 && share <= 1)) {
            throw new TypeConversionException(
                    "'" + text + "' is no share; right would be 0.01 or 1%, in 0…1");
        }
        return share;
    }
}
