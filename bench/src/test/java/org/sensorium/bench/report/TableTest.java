package org.sensorium.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sensorium.bench.report.Table.Ratio;

class TableTest {
    private final Figures figures = new Figures();

    @Test
    void medianAndRangeOfTheRepetitionsStandInARow() {
        figures.add("rate", "readings/s", 1_000);
        figures.add("rate", "readings/s", 3_000);
        figures.add("rate", "readings/s", 1_500);

        assertThat(Table.lines(figures, List.of()).get(1).split("\\s+"))
                .containsExactly("rate", "1,500", "1,000", "3,000", "readings/s");
    }

    @Test
    void aRatioIsOfTheMedians() {
        figures.add("whole", "rows/s", 50);
        figures.add("ceiling", "rows/s", 200);

        assertThat(Table.of(figures, new Ratio("whole ÷ ceiling", "whole", "ceiling")))
                .contains(0.25);
    }

    @Test
    void aRatioOfWhatWasNotMeasuredIsLeftOut() {
        figures.add("whole", "rows/s", 50);

        List<Ratio> ratios = List.of(new Ratio("whole ÷ ceiling", "whole", "ceiling"));

        assertThat(Table.lines(figures, ratios)).noneMatch(line -> line.contains("÷"));
    }

    @Test
    void aRemarkIsSaidOnce() {
        figures.remark("mosquitto is not there");
        figures.remark("mosquitto is not there");

        assertThat(Table.lines(figures, List.of()))
                .filteredOn(line -> line.startsWith("! "))
                .hasSize(1);
    }
}
