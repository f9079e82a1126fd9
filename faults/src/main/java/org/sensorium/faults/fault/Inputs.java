package org.sensorium.faults.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.sensorium.faults.fleet.Habit;
import org.sensorium.faults.fleet.Habit.Planned;
import org.sensorium.faults.fleet.Sample;
import org.sensorium.simulator.faults.ExpectedLetter;
import org.sensorium.simulator.faults.Rejection;

/** Sensors that misbehave: repeat themselves, are late, have wrong clocks, send rubbish. */
final class Inputs {
    private static final double SECONDS = 6;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long YEAR = Duration.ofDays(365).toMillis();

    private Inputs() {}

    static List<Fault> all() {
        return List.of(
                Fault.ofPart(
                        "F24",
                        "every message three times, shuffled",
                        round -> live(round, Inputs::thrice)),
                Fault.ofPart(
                        "F25",
                        "out of order by up to 10 min, and 7 days late",
                        round -> live(round, late())),
                Fault.ofPart(
                        "F26",
                        "clocks a year ahead, a year behind, in 1970",
                        round -> live(round, skewed())),
                Fault.ofPart("F28", "half of the sensors fall silent", Inputs::silence),
                Fault.ofPart(
                        "F30",
                        "one message in ten is rubbish",
                        round -> live(round, Inputs::poison)));
    }

    private static void live(Round round, Habit habit) throws InterruptedException {
        round.fleet().habit(habit);
        round.hold(SECONDS);
        round.fleet().habit(Habit.USUAL);
    }

    private static List<Planned> thrice(Sample sample, Random dice) {
        return List.of(
                new Planned(sample.message(), dice.nextInt(3_000)),
                new Planned(sample.message(), dice.nextInt(3_000)),
                new Planned(sample.message(), dice.nextInt(3_000)));
    }

    private static Habit late() {
        Times times = new Times();
        return (sample, dice) -> {
            int draw = dice.nextInt(20);
            if (draw > 5) {
                return List.of(new Planned(sample.message(), 0));
            }
            long back = draw == 0 ? 7 * DAY : dice.nextInt(600_000);
            return times.fresh(sample, -back);
        };
    }

    private static Habit skewed() {
        Times times = new Times();
        return (sample, dice) ->
                switch (dice.nextInt(20)) {
                    case 0 -> future(sample);
                    case 1 -> times.fresh(sample, -YEAR);
                    case 2 ->
                            times.fresh(
                                    sample, DAY - sample.times()[0] + dice.nextInt(100_000_000));
                    case 3 -> times.fresh(sample, -3_600_000);
                    default -> List.of(new Planned(sample.message(), 0));
                };
    }

    private static List<Planned> future(Sample sample) {
        String mark = Long.toString(sample.times()[0] + YEAR);
        ExpectedLetter letter = new ExpectedLetter(Rejection.of("future"), mark);
        String text = "{\"ts\":" + mark + ",\"values\":{\"level\":12}}";
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return List.of(new Planned(sample.spoilt(payload, List.of(letter)), 0));
    }

    private static void silence(Round round) throws InterruptedException {
        round.fleet()
                .habit(
                        (sample, dice) ->
                                sample.sensor() % 2 == 0
                                        ? List.of()
                                        : List.of(new Planned(sample.message(), 0)));
        round.hold(8);
        round.fleet().habit(Habit.USUAL);
    }

    private static List<Planned> poison(Sample sample, Random dice) {
        if (dice.nextInt(10) > 0) {
            return List.of(new Planned(sample.message(), 0));
        }
        String mark = Long.toString(sample.times()[0]);
        String text;
        String reason;
        switch (dice.nextInt(5)) {
            case 0 -> {
                text = "sensor error at " + mark;
                reason = "malformed";
            }
            case 1 -> {
                text = "{\"ts\":" + mark + ",\"values\":{\"level\":\"12\"}}";
                reason = "wrong_type";
            }
            case 2 -> {
                text = "{\"ts\":" + mark + ",\"values\":{\"pressure\":12}}";
                reason = "unknown_metric";
            }
            case 3 -> {
                text = "{\"ts\":\"yesterday " + mark + "\",\"values\":{\"level\":12}}";
                reason = "bad_timestamp";
            }
            default -> {
                text = "{\"ts\":" + mark + ",\"values\":{\"level\":1e6}}";
                reason = "out_of_range";
            }
        }
        ExpectedLetter letter = new ExpectedLetter(Rejection.of(reason), mark);
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return List.of(new Planned(sample.spoilt(payload, List.of(letter)), 0));
    }

    /** Times that a sensor has used: the same once more would be a conflict. */
    private static final class Times {
        private final Set<Long> used = new HashSet<>();

        List<Planned> fresh(Sample sample, long shiftMillis) {
            // Off the grid of 200 ms on which the usual times lie.
            long shift =
                    shiftMillis
                            - Math.floorMod(shiftMillis, 200)
                            + 1
                            + sample.times()[0] / 1000 % 199;
            Sample moved = sample.shifted(shift);
            for (long time : moved.times()) {
                if (!used.add(time * 4096 + sample.sensor())) {
                    return List.of(new Planned(sample.message(), 0));
                }
            }
            return List.of(new Planned(moved.message(), 0));
        }
    }
}
