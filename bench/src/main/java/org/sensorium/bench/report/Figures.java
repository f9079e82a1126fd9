package org.sensorium.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sensorium.bench.measure.Spread;

/** Everything measured so far, each figure once for each repetition. For one thread. */
public final class Figures {
    private final Map<String, Figure> byName = new LinkedHashMap<>();
    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * One figure.
     *
     * @param values one for each repetition, in order
     */
    public record Figure(String name, String unit, List<Double> values) {
        /** Median and range. */
        public Spread spread() {
            return Spread.of(values);
        }
    }

    /** Adds one repetition's value. */
    public void add(String name, String unit, double value) {
        byName.computeIfAbsent(name, n -> new Figure(n, unit, new ArrayList<>()))
                .values()
                .add(value);
    }

    /**
     * A curve for a picture; of several repetitions the last is kept.
     *
     * @param file what the picture's file is called, without its ending
     */
    public void draw(String file, Curve curve) {
        curves.put(file, curve);
    }

    /** By the names of their files. */
    public Map<String, Curve> curves() {
        return Collections.unmodifiableMap(curves);
    }

    /** Something that the reader has to know to read the figures. */
    public void remark(String remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    /** All, in the order in which they were first measured. */
    public List<Figure> all() {
        return List.copyOf(byName.values());
    }

    /** What was remarked. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** A figure's median; empty if it was not measured. */
    public Optional<Double> median(String name) {
        return Optional.ofNullable(byName.get(name)).map(figure -> figure.spread().median());
    }
}
