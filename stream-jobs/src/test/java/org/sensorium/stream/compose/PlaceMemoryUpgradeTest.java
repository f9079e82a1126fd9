package org.sensorium.stream.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.sensorium.model.Rule;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;

/**
 * The state of a job of the first version: it has rained, the level has risen a minute later, and
 * another level is not due yet. The pump has said nothing.
 */
class PlaceMemoryUpgradeTest {
    private static final long NOON = 1_700_049_600_000L;

    private final PlaceMemoryForm form = new PlaceMemoryForm();
    private final Valley valley =
            new Valley()
                    .sensor(1, Valley.RAIN, "north")
                    .sensor(2, Valley.LEVEL, "north")
                    .sensor(4, Valley.LEVEL, "north");
    private final List<SeriesFinding> found = new ArrayList<>();

    private Patterns patterns() {
        HashMap<String, String> flood = new HashMap<>();
        String[] named = ValleyTest.ABSENCE;
        for (int i = 0; i < named.length; i += 2) {
            flood.put(named[i], named[i + 1]);
        }
        Rule rule = Valley.flood(1, null, true, flood);
        Known known = valley.rule(rule).open();
        return new Patterns(new Composites(known), found::add);
    }

    private static StepChange change(int step, int sensor, short metric, long second) {
        long micros = (NOON + second * 1000) * 1000;
        return new StepChange(
                "flood",
                1,
                "north",
                step,
                StepTurn.BEGAN,
                sensor,
                (step == 0 ? "r-" : "l-") + sensor,
                metric,
                micros,
                micros,
                40,
                micros,
                NOON + second * 1000 + 5000);
    }

    private static void elapse(Patterns patterns, PlaceMemory place, long second) {
        for (long at = patterns.deadlineMillis(place);
                at <= NOON + second * 1000;
                at = patterns.deadlineMillis(place)) {
            patterns.elapse(place, at);
        }
    }

    /** What a job of this version makes of the same. */
    private PlaceMemory present() {
        Patterns patterns = patterns();
        PlaceMemory place = new PlaceMemory("flood", "north");
        patterns.change(place, change(0, 1, Valley.RAIN, 0));
        patterns.change(place, change(1, 2, Valley.LEVEL, 60));
        elapse(patterns, place, 70);
        patterns.change(place, change(1, 4, Valley.LEVEL, 68));
        place.timerMillis = patterns.deadlineMillis(place);
        return place;
    }

    private byte[] golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("place-memory-1.bin"))) {
            return in.readAllBytes();
        }
    }

    private byte[] written(PlaceMemory place) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        form.serialize(place, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void thePresentVersionIsWrittenAsLongAsItWasWhenItWasNew() throws IOException {
        byte[] present = written(present());
        // Maps have no order: the same entries may be written in another one.
        assertThat(present).hasSameSizeAs(golden());
        assertThat(present[0]).isEqualTo(golden()[0]);
    }

    @Test
    void theAbsenceIsFoundWhenItIsOver() throws IOException {
        PlaceMemory place = form.deserialize(new DataInputDeserializer(golden()));
        Patterns patterns = patterns();

        elapse(patterns, place, 664);
        assertThat(found).isEmpty();
        elapse(patterns, place, 666);
        assertThat(found).extracting(SeriesFinding::sensorId).containsExactly("l-2");
        assertThat(place.open).isNotNull();
        PlaceMemory again = form.deserialize(new DataInputDeserializer(written(place)));
        elapse(patterns, again, 4000);
        assertThat(found)
                .extracting(each -> each.finding().turn().name())
                .containsExactly("BEGAN", "ENDED");
        assertThat(again.isIdle()).isTrue();
    }
}
