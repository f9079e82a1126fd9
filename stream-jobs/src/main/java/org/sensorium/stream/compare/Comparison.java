package org.sensorium.stream.compare;

import java.util.List;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detector.Turn;

/**
 * Judges the sensors of a square at one minute, and lets them learn from it. A sensor departs where
 * its distance is beyond its bound ({@link Agreement}), and alone while at most one, or an eighth,
 * of the sensors does. What departs alone for long enough is a fault, until it has kept within half
 * its bound for as long.
 */
final class Comparison {
    private static final int ALONE_ONE_IN = 8;
    private static final int LEAST_MINUTES = 3;

    private final Agreement agreement = new Agreement();
    private final Moment moment;
    private final List<Neighbour> neighbours;

    Comparison(Moment moment, List<Neighbour> neighbours) {
        this.moment = moment;
        this.neighbours = neighbours;
    }

    /** Looks at every minute that is new; gives how many sensors count. */
    int compare() {
        agreement.measure(neighbours, moment.after());
        int reporting = agreement.reporting();
        if (reporting >= Neighbourhood.LEAST) {
            boolean alone = departing() <= Math.max(1, reporting / ALONE_ONE_IN);
            for (Neighbour each : neighbours) {
                if (each.fresh) {
                    judge(each, alone);
                }
            }
        }
        for (Neighbour each : neighbours) {
            each.fresh = false;
        }
        return reporting;
    }

    /** How many depart that are not known to be broken. */
    private int departing() {
        int count = 0;
        for (Neighbour each : neighbours) {
            boolean departs =
                    each.fresh
                            ? departs(each, bound(each, Compared.of(moment, each)))
                            : each.departsSince != Neighbour.NONE;
            if (each.fault == null && departs) {
                count++;
            }
        }
        return count;
    }

    private double bound(Neighbour each, Compared compared) {
        return agreement.bound(each, compared.detector().times(), compared.metric());
    }

    private boolean departs(Neighbour each, double bound) {
        return each.isTrained() && each.lasting() > bound;
    }

    private void judge(Neighbour each, boolean alone) {
        Compared compared = Compared.of(moment, each);
        double bound = bound(each, compared);
        if (each.fault != null) {
            boolean agrees = each.lasting() <= bound / 2;
            if (agreesAgain(each, agrees, compared.detector().forMinutes())) {
                tell(each, compared, Turn.ENDED, bound);
                each.agree();
            }
        } else if (departs(each, bound) && alone) {
            if (departsForLong(each, compared.detector().forMinutes())) {
                tell(each, compared, Turn.BEGAN, bound);
            }
        } else {
            each.agree();
        }
        each.suspect(each.departsSince != Neighbour.NONE, moment);
        if (each.fault == null) {
            each.learn(bound);
        }
    }

    private static boolean departsForLong(Neighbour each, int forMinutes) {
        if (each.departsSince == Neighbour.NONE) {
            each.departsSince = each.minute;
        }
        each.departed++;
        each.agreesSince = Neighbour.NONE;
        return each.departed >= LEAST_MINUTES && each.minute + 1 - each.departsSince >= forMinutes;
    }

    private static boolean agreesAgain(Neighbour each, boolean agrees, int forMinutes) {
        if (!agrees) {
            each.agreesSince = Neighbour.NONE;
            return false;
        }
        if (each.agreesSince == Neighbour.NONE) {
            each.agreesSince = each.minute;
        }
        return each.minute + 1 - each.agreesSince >= forMinutes;
    }

    private void tell(Neighbour each, Compared compared, Turn turn, double bound) {
        double expected = agreement.centre() + each.offset();
        double threshold = each.value < expected ? expected - bound : expected + bound;
        double median = agreement.others(neighbours, each, moment.after());
        SeriesFinding found =
                compared.found(
                        each,
                        FaultFinding.of(each, turn, expected, threshold),
                        agreement.reporting() - 1,
                        median);
        each.fault = turn == Turn.ENDED ? null : found;
        moment.out().accept(new SquareNews.Fault(moment.square(), found, moment.tick()));
    }
}
