package org.sensorium.bench.measure;

import java.util.Optional;

/**
 * Looks for the highest rate that can be held, from a guess: in coarse steps until one is held and
 * one is not, then by halving the ratio of the two until they are close.
 */
public final class RateSearch {
    private final double coarse;
    private final double fine;
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
     * @param coarse factor between two rates at first
     * @param fine factor between a rate held and one not held that is close enough
     * @param mostTrials after which the best so far is the answer
     */
    public RateSearch(double coarse, double fine, int mostTrials) {
        if (!(fine > 1) || !(coarse >= fine)) {
            throw new IllegalArgumentException(
                    "factors of " + coarse + " and " + fine + ": 1 < fine <= coarse is needed");
        }
        this.coarse = coarse;
        this.fine = fine;
        this.mostTrials = mostTrials;
    }

    /** The highest rate that was held; empty if none was. */
    public <T> Optional<Tried<T>> highest(double guess, Trial<T> trial) throws Exception {
        Optional<Tried<T>> best = Optional.empty();
        double held = 0;
        double notHeld = Double.POSITIVE_INFINITY;
        double rate = guess;
        for (int i = 0; i < mostTrials && notHeld > held * fine; i++) {
            Tried<T> tried = trial.at(rate);
            if (tried.held()) {
                best = Optional.of(tried);
                held = rate;
            } else {
                notHeld = rate;
            }
            rate = next(held, notHeld);
        }
        return best;
    }

    private double next(double held, double notHeld) {
        if (held == 0) {
            return notHeld / coarse;
        }
        return notHeld == Double.POSITIVE_INFINITY ? held * coarse : Math.sqrt(held * notHeld);
    }
}
