package org.sensorium.stream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class HourOfWeekTest {
    private static final long HOUR = 3_600_000_000L;
    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;

    /** A Thursday, 0:00 UTC, is where the week of the hours begins. */
    private static final long BEGIN = 0;

    private final HourOfWeek habits = new HourOfWeek();

    private void learn(int hours, double value) {
        habits.learn(BEGIN + hours * HOUR, value);
    }

    private double usual(int hours) {
        return habits.usual(BEGIN + hours * HOUR);
    }

    @Test
    void nothingIsUsualThatWasNotSeenThreeTimes() {
        learn(5, 10);
        learn(5, 20);
        assertThat(usual(5)).isNaN();
        learn(5, 30);
        assertThat(usual(5)).isEqualTo(20);
        assertThat(usual(6)).isNaN();
    }

    @Test
    void anHourOfTheWeekThatIsNewGoesByThatHourOfOtherDays() {
        for (int i = 0; i < 3; i++) {
            learn(5, 10);
            learn(2 * DAY + 5, 40);
        }
        assertThat(usual(4 * DAY + 5)).isEqualTo(25);
        assertThat(usual(5)).isEqualTo(10);
        assertThat(usual(2 * DAY + 5)).isEqualTo(40);
    }

    @Test
    void eachOfAllHoursHasItsOwnWhateverTheOrderOfTheDays() {
        Random random = new Random(7);
        random.ints(20_000, 0, WEEK).forEach(hour -> learn(hour, 3 * hour));
        for (int hour = 0; hour < WEEK; hour++) {
            assertThat(usual(hour)).as("hour %d", hour).isEqualTo(3 * hour);
        }
    }

    @Test
    void whatIsReadBackIsWhatWasWritten() throws IOException {
        Random random = new Random(8);
        for (int written = 0; written < 50; written++) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            habits.write(out);
            HourOfWeek read = new HourOfWeek();
            read.read(new DataInputDeserializer(out.getCopyOfBuffer()));
            for (int hour = 0; hour < WEEK; hour++) {
                assertThat(Double.compare(read.usual(hour * HOUR), usual(hour))).isZero();
            }
            DataOutputSerializer again = new DataOutputSerializer(64);
            read.write(again);
            assertThat(again.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
            for (int i = 0; i < 20; i++) {
                learn(random.nextInt(WEEK), random.nextGaussian());
            }
        }
    }
}
