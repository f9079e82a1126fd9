package org.sensorium.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Points to be drawn, in series. For one thread. */
public final class Curve {
    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final boolean xLogarithmic;
    private final Map<String, List<double[]>> series = new LinkedHashMap<>();

    /**
     * @param title what a reader of the picture learns
     * @param xLogarithmic whether equal factors take equal room
     */
    public Curve(String title, String xLabel, String yLabel, boolean xLogarithmic) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.xLogarithmic = xLogarithmic;
    }

    /** Adds a point at the end of a series. */
    public void add(String name, double x, double y) {
        series.computeIfAbsent(name, n -> new ArrayList<>()).add(new double[] {x, y});
    }

    public String getTitle() {
        return title;
    }

    public String getXLabel() {
        return xLabel;
    }

    public String getYLabel() {
        return yLabel;
    }

    public boolean isXLogarithmic() {
        return xLogarithmic;
    }

    /** Pairs of x and y by the name of the series. */
    public Map<String, List<double[]>> getSeries() {
        return series;
    }
}
