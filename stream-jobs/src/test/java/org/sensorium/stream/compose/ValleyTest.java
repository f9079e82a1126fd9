package org.sensorium.stream.compose;

import static org.sensorium.stream.compose.Valley.CURRENT;
import static org.sensorium.stream.compose.Valley.LEVEL;
import static org.sensorium.stream.compose.Valley.RAIN;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.log.Reading;

/** Two districts with rain gauges, levels and a pump, and both stages that follow them. */
abstract class ValleyTest {
    static final long NOON = 1_700_049_600_000L;
    static final String[] SEQUENCE = {
        "within",
        "PT30M",
        "step1.metric",
        "rain",
        "step1.above",
        "20",
        "step2.metric",
        "level",
        "step2.above",
        "3"
    };
    static final String[] ABSENCE = {
        "within",
        "PT30M",
        "step1.metric",
        "rain",
        "step1.above",
        "20",
        "step2.metric",
        "level",
        "step2.above",
        "3",
        "step3.metric",
        "current",
        "step3.above",
        "1",
        "step3.absent",
        "true",
        "step3.for",
        "PT10M"
    };

    final Valley valley =
            new Valley()
                    .sensor(1, RAIN, "north")
                    .sensor(2, LEVEL, "north")
                    .sensor(3, CURRENT, "north")
                    .sensor(4, LEVEL, "north")
                    .sensor(11, RAIN, "south")
                    .sensor(12, LEVEL, "south");
    @AutoClose Story story;
    long clock = NOON;

    @BeforeEach
    void begin() throws Exception {
        story = new Story(valley);
        story.wallClock(NOON);
    }

    /** Taken and received at that second. */
    void at(long second, int sensor, double value) throws Exception {
        at(second, second, sensor, value);
    }

    void at(long second, long receivedSecond, int sensor, double value) throws Exception {
        short metric = sensor % 10 == 1 ? RAIN : sensor == 3 ? CURRENT : LEVEL;
        long received = NOON + receivedSecond * 1000;
        clock = Math.max(clock, received);
        story.reading(
                new Reading(sensor, metric, (NOON + second * 1000) * 1000, value, received * 1000),
                clock);
    }

    void clock(long second) throws Exception {
        clock = NOON + second * 1000;
        story.clock(clock);
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        for (SeriesFinding each : story.found()) {
            words.add(
                    each.sensorId()
                            + " "
                            + each.metric()
                            + " "
                            + each.finding().turn()
                            + " "
                            + each.severity().code()
                            + " +"
                            + (each.finding().atMicros() / 1000 - NOON) / 1000);
        }
        story.found().clear();
        return words;
    }
}
