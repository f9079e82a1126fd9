package org.sensorium.stream.fold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.detector.Finding;
import org.sensorium.stream.detector.Turn;

/** Tells {@link Storms} a story in seconds after noon and writes down what comes of it. */
final class Story {
    static final long NOON = 1_700_049_600_000_000L;
    static final long SECOND = 1_000_000;
    static final long NO_PLACE = Long.MIN_VALUE;

    /** Alerts as "7 BEGAN", incidents as "raised gateway_silent gw 1 2 3", who is in it. */
    final List<String> told = new ArrayList<>();

    final List<IncidentEvent> incidents = new ArrayList<>();
    private final Known known;
    private StormMemory memory = new StormMemory();
    private Storms storms;

    Story(Town town) {
        known = town.open();
        storms = storms();
    }

    private Storms storms() {
        return new Storms(known, memory, this::alone, this::incident);
    }

    /** Goes on from what was written down. */
    void restart() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        new StormMemoryForm().serialize(memory, out);
        memory =
                new StormMemoryForm().deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        storms = storms();
    }

    private void alone(SeriesFinding found, long placeMicros) {
        told.add(found.sensorKey() + " " + found.finding().turn());
    }

    private void incident(IncidentEvent event) {
        incidents.add(event);
        StringBuilder text = new StringBuilder(event.kind().code());
        text.append(' ').append(event.what().code()).append(' ').append(event.group());
        event.members().stream()
                .filter(each -> each.until() == null)
                .forEach(each -> text.append(' ').append(each.sensorKey()));
        told.add(text.toString());
    }

    /** What was told since the last time. */
    List<String> words() {
        List<String> words = List.copyOf(told);
        told.clear();
        return words;
    }

    boolean remembersNothing() {
        return memory.isEmpty();
    }

    Story take(SeriesFinding found) {
        storms.take(found, NO_PLACE);
        return this;
    }

    /** Nothing received for 30 s: a fifth of that passes for the interval, and is the hold. */
    Story silent(int sensor, long at) {
        return take(found(sensor, Turn.BEGAN, at - 30, at, false));
    }

    Story heard(int sensor, long onset, long at) {
        return take(found(sensor, Turn.ENDED, onset, at, true));
    }

    Story clock(long second) {
        storms.clock(NOON + second * SECOND);
        return this;
    }

    static SeriesFinding found(int sensor, Turn turn, long onset, long at, boolean caused) {
        Finding finding =
                new Finding(
                        DetectorKind.SILENCE,
                        turn,
                        NOON + onset * SECOND,
                        NOON + at * SECOND,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        NOON + onset * SECOND,
                        NOON + at * SECOND);
        return new SeriesFinding(
                sensor,
                "s-" + sensor,
                Town.PM25,
                "pm25",
                finding,
                "default-silence",
                1,
                Severity.MINOR,
                "en",
                "zh",
                caused ? NOON + at * SECOND : SeriesFinding.NO_READING);
    }
}
