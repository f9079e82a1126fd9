package org.sensorium.stream.detector;

/**
 * What about a reading was worth telling.
 *
 * @param cause the first statistic that surprised enough
 * @param bits of surprise at it
 * @param least share outside the range that it takes to be a cause
 * @param outside the share by which it is outside
 * @param lowest end of the statistic's range
 * @param highest end of the statistic's range
 * @param usual what is usual at that hour of the week; NaN where it is not known
 */
record Surprise(
        Statistic cause,
        double bits,
        double least,
        double outside,
        double lowest,
        double highest,
        double usual) {
    /** What would have been in order instead of the value, where the value is what counts. */
    double expected(double value) {
        return cause == Statistic.HOUR_OF_WEEK ? usual : Math.min(Math.max(value, lowest), highest);
    }

    /**
     * The value from which on it would have been a cause; NaN where it is not the value that
     * counts.
     */
    double bound(double value, Demand demand) {
        if (cause != Statistic.VALUE && cause != Statistic.HOUR_OF_WEEK) {
            return Double.NaN;
        }
        double centre = cause == Statistic.VALUE ? 0 : usual;
        double edge = centre + (value - centre > highest ? highest : lowest);
        double enough = Math.max(least, Extremes.outsideAt(demand.bits(), bits, outside));
        return edge + (value - edge) * enough / outside;
    }
}
