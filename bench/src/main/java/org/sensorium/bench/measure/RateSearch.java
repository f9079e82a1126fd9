package org.sensorium.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the highest rate that can be held, from a guess, in steps of a constant factor: down
 * until one is held, or up until one is not.
 */
public final class RateSearch {
    private final double factor;
    private final int mostTrials;

    /** Tries one rate. */
    @FunctionalInterface
    public interface Trial<T> {
        Tried<T> at(double rate) throws Exception;
    }

    /**
     * What a trial came to.
     *
     * @param held whether the rate can be kept up
     * @param outcome what was measured meanwhile
     */
    public record Tried<T>(double rate, boolean held, T outcome) {}

    /**
     * @param factor between two rates, more than 1: how exact the answer is
     * @param mostTrials after which the best so far is the answer
     */
    public RateSearch(double factor, int mostTrials) {
        if (!(factor > 1)) {
            throw new IllegalArgumentException("a factor of " + factor + ": more than 1 is needed");
        }
        this.factor = factor;
        this.mostTrials = mostTrials;
    }

    /** The highest rate that was held; empty if none was. */
    public <T> Optional<Tried<T>> highest(double guess, Trial<T> trial) throws Exception {
        List<Tried<T>> held = new ArrayList<>();
        double rate = guess;
        boolean failed = false;
        for (int i = 0; i < mostTrials && (held.isEmpty() || !failed); i++) {
            Tried<T> tried = trial.at(rate);
            if (tried.held()) {
                held.add(tried);
            } else {
                failed = true;
            }
            rate = held.isEmpty() ? rate / factor : rate * factor;
        }
        return held.isEmpty() ? Optional.empty() : Optional.of(held.get(held.size() - 1));
    }
}
