package org.sensorium.stream.detector;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.DetectorKind;

/**
 * A series as it has never been: its value, its short mean, its deviation or its distance from what
 * is usual at that hour of the week outside what each has shown so far; from tier 2 also the median
 * and the spread of the last readings, from tier 3 how badly they fit into a {@link Forest}. Over
 * once nothing of the kind came for a while: what was shown counts as shown from then on.
 *
 * <p>The score is that of the {@link Statistic} which surprises most, in bits: see {@link
 * Extremes}. It counts only if it is a bit more than what counted among the last readings, so that
 * an excursion is told once. One scale, no weights: fourteen bits are what one reading in 16,384
 * would have by chance, whatever the series.
 *
 * <p>Parameters: {@code bits} (what alerts, default 14), {@code margin} (how far outside it has to
 * be besides, as a share of the range, default 0.5), {@code learn} (until when a level has to be
 * farther outside, by as much as the series is younger, default P7D), {@code tier} (1, 2 or 3,
 * default 1), {@code warmup} (readings before anything counts, default 200), {@code hold} (readings
 * that a score has to exceed, default 100), {@code quiet} (how long nothing new may come until it
 * is over, default PT10M). 1.7 kB a series and 0.16 µs a reading; tier 2 2.1 kB and 0.2 µs.
 */
final class NoveltyDetector implements Detector {
    private static final double BITS = 14;
    private static final double MARGIN = 0.5;
    private static final long WARMUP = 200;
    private static final long HOLD = 100;
    private static final Duration LEARN = Duration.ofDays(7);
    private static final Duration QUIET = Duration.ofMinutes(10);

    /** What each tier looks at. */
    private static final Map<String, Set<Statistic>> TIERS =
            Map.of(
                    "1",
                    EnumSet.range(Statistic.VALUE, Statistic.HOUR_OF_WEEK),
                    "2",
                    EnumSet.range(Statistic.VALUE, Statistic.SPREAD),
                    "3",
                    EnumSet.range(Statistic.VALUE, Statistic.FOREST));

    private final Demand demand;
    private final long warmup;
    private final long hold;
    private final long quietMicros;

    NoveltyDetector(Parameters parameters) {
        demand =
                new Demand(
                        parameters.number("bits", BITS, 0),
                        parameters.number("margin", MARGIN, 0),
                        parameters.micros("learn", LEARN),
                        TIERS.getOrDefault(parameters.word("tier", "1", "2", "3"), Set.of()));
        warmup = parameters.whole("warmup", WARMUP, 2);
        hold = parameters.whole("hold", HOLD, 1);
        quietMicros = parameters.micros("quiet", QUIET);
    }

    /**
     * One that looks only at part of it, to see what that part is worth.
     *
     * @param hold 0 for no suppression
     */
    NoveltyDetector(Set<Statistic> looksAt, long hold) {
        demand = new Demand(BITS, MARGIN, 0, looksAt);
        warmup = WARMUP;
        this.hold = hold;
        quietMicros = Parameters.toMicros(QUIET);
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.NOVELTY;
    }

    @Override
    public double observe(
            Memory memory,
            long timeMicros,
            double value,
            long receivedMicros,
            Consumer<Finding> found) {
        NoveltyMemory seen = (NoveltyMemory) memory;
        double raw = seen.take(timeMicros, value, demand);
        // While the ranges are still being found every reading is far outside: such scores would
        // suppress real ones for long.
        boolean settled = seen.readings() > Math.max(warmup - hold, warmup / 2);
        boolean counts = settled && seen.counts(raw, hold) && seen.readings() > warmup;
        @Nullable Turn turn = turn(seen, timeMicros, counts);
        if (turn != null) {
            tell(turn, seen, timeMicros, value, raw, found);
        }
        return counts ? raw : 0;
    }

    /** Opened by what counts, kept open by whatever is still outside. */
    private @Nullable Turn turn(NoveltyMemory seen, long timeMicros, boolean counts) {
        @Nullable Surprise surprise = seen.surprise();
        if (surprise == null) {
            return seen.calm(timeMicros, quietMicros);
        }
        if (counts) {
            return seen.breach(timeMicros, timeMicros, surprise.outside(), 0);
        }
        seen.undecided();
        return null;
    }

    private void tell(
            Turn turn,
            NoveltyMemory seen,
            long timeMicros,
            double value,
            double score,
            Consumer<Finding> found) {
        long onset = seen.onsetMicros();
        @Nullable Surprise surprise = seen.surprise();
        if (turn == Turn.ENDED) {
            seen.end();
        }
        found.accept(
                new Finding(
                        DetectorKind.NOVELTY,
                        turn,
                        onset,
                        timeMicros,
                        value,
                        seen.expected(value),
                        surprise == null ? Double.NaN : surprise.bound(value, demand),
                        score,
                        onset,
                        timeMicros,
                        surprise == null ? Statistic.VALUE : surprise.cause()));
    }

    @Override
    public String describe(Locale locale) {
        String percent = Words.number(demand.outside() * 100);
        String quiet = Words.span(quietMicros, locale);
        String surprise = Words.number(demand.bits());
        return Words.isChinese(locale)
                ? "在最初"
                        + warmup
                        + "次读数之后，数值、短期均值、波动或与该时段惯常值之差"
                        + (demand.looksAtRecent() ? "，或最近读数的中位数或离散度" : "")
                        + (demand.looksAtForest() ? "，或最近读数的走势" : "")
                        + "超出以往范围"
                        + percent
                        + "%以上、异常度至少"
                        + surprise
                        + "比特、且比最近"
                        + hold
                        + "次读数更异常时告警，"
                        + quiet
                        + "内再无新异后解除。"
                : "Alerts, after the first "
                        + warmup
                        + " readings, when the value, its short mean, its fluctuation or its distance"
                        + " from what is usual at that hour of the week"
                        + (demand.looksAtRecent()
                                ? ", or the median or spread of the last readings,"
                                : "")
                        + (demand.looksAtForest() ? " or the pattern that they form," : "")
                        + " is outside what it has shown so far by more than "
                        + percent
                        + " % of that range, with at least "
                        + surprise
                        + " bits of surprise and more than in the last "
                        + hold
                        + " readings; clears after "
                        + quiet
                        + " without news.";
    }

    @Override
    public String explain(Finding finding, String subject, Locale locale) {
        boolean zh = Words.isChinese(locale);
        String value = Words.number(finding.value());
        if (finding.turn() == Turn.ENDED) {
            return zh
                    ? subject + "为" + value + "，回到以往范围。"
                    : subject + " is " + value + ", within what it has shown before.";
        }
        String score = Words.number(Math.round(finding.score() * 10) / 10.0);
        String expected = Words.number(finding.expected());
        return subject
                + switch (finding.statistic()) {
                    case VALUE ->
                            zh
                                    ? "为" + value + "，此前从未超过" + expected
                                    : " is "
                                            + value
                                            + "; so far it went no further than "
                                            + expected;
                    case HOUR_OF_WEEK ->
                            zh
                                    ? "为" + value + "，每周此时通常约为" + expected
                                    : " is "
                                            + value
                                            + "; at this hour of the week it is usually about "
                                            + expected;
                    case SHORT_MEAN, MEDIAN ->
                            zh
                                    ? "持续在" + value + "附近，此前从未如此"
                                    : " stays about " + value + " as it never has so far";
                    case SHORT_DEVIATION, SPREAD ->
                            zh
                                    ? "在" + value + "附近的波动此前从未如此"
                                    : " moves about " + value + " as it never has so far";
                    case FOREST ->
                            zh
                                    ? "在" + value + "附近的走势此前从未如此"
                                    : " came to " + value + " by a way it never has gone so far";
                }
                + (zh ? "（异常度" + score + "比特）。" : " (" + score + " bits of surprise).");
    }
}
