package org.sensorium.stream.injection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sensorium.model.DetectorKind;

/**
 * A detector as it is armed.
 *
 * @param byDefault whether it is armed for every sensor before anyone makes a rule
 * @param parameters by the clean tape: bounds are set by who knows what is usual
 */
record Contestant(
        String name,
        DetectorKind detector,
        boolean byDefault,
        Function<Tape, Map<String, String>> parameters) {
    /** Beyond what the first half has shown, by a tenth of it. */
    private static final double ROOM = 0.1;

    static List<Contestant> all() {
        return List.of(
                new Contestant("silence", DetectorKind.SILENCE, true, tape -> Map.of()),
                new Contestant("flatline", DetectorKind.FLATLINE, true, tape -> Map.of()),
                new Contestant("novelty", DetectorKind.NOVELTY, true, tape -> Map.of()),
                new Contestant(
                        "novelty tier 2", DetectorKind.NOVELTY, false, tape -> Map.of("tier", "2")),
                new Contestant("threshold", DetectorKind.THRESHOLD, false, Contestant::bounds),
                new Contestant(
                        "rate_of_change", DetectorKind.RATE_OF_CHANGE, false, Contestant::rate));
    }

    private static double[] firstHalf(Tape tape) {
        return Arrays.copyOf(tape.values(), tape.size() / 2);
    }

    private static Map<String, String> bounds(Tape tape) {
        double[] seen = firstHalf(tape);
        Arrays.sort(seen);
        double low = seen[0];
        double high = seen[seen.length - 1];
        double room = ROOM * (high - low);
        return Map.of("above", String.valueOf(high + room), "below", String.valueOf(low - room));
    }

    private static Map<String, String> rate(Tape tape) {
        double[] seen = firstHalf(tape);
        double most = 0;
        for (int i = 1; i < seen.length; i++) {
            double seconds =
                    (double) (tape.timeMicros()[i] - tape.timeMicros()[i - 1]) / Tape.SECOND;
            if (seconds > 0) {
                most = Math.max(most, Math.abs(seen[i] - seen[i - 1]) / seconds);
            }
        }
        return Map.of("perSecond", String.valueOf(Math.max(most * (1 + ROOM), Float.MIN_NORMAL)));
    }
}
