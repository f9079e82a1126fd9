package org.sensorium.bench;

import java.util.List;
import org.sensorium.bench.ceiling.Ceilings;
import org.sensorium.bench.report.Table.Ratio;
import org.sensorium.bench.whole.Growth;
import org.sensorium.bench.whole.Whole;

/** The whole against what the machine can do at all. */
final class Ratios {
    static final List<Ratio> ALL =
            List.of(
                    new Ratio(
                            "whole ÷ mosquitto alone, 1 a message",
                            Whole.rateName(1),
                            Ceilings.broker("mosquitto", 1)),
                    new Ratio(
                            "whole ÷ embedded broker alone, 1 a message",
                            Whole.rateName(1),
                            Ceilings.broker("embedded broker", 1)),
                    new Ratio("whole ÷ COPY, 10 a message", Whole.rateName(10), Ceilings.COPY),
                    new Ratio("whole ÷ COPY, 50 a message", Whole.rateName(50), Ceilings.COPY),
                    new Ratio(
                            "1,000,000 sensors ÷ 1,000",
                            Growth.rateName(1_000_000),
                            Growth.rateName(1_000)),
                    new Ratio(
                            "10,000 sensors ÷ 1,000",
                            Growth.rateName(10_000),
                            Growth.rateName(1_000)));

    private Ratios() {}
}
