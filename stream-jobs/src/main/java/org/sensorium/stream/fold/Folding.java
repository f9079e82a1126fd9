package org.sensorium.stream.fold;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.sensorium.model.IncidentEvent;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.SeriesFinding;
import org.sensorium.stream.incident.IncidentEventForm;

/**
 * The operator around {@link Storms}: one for all sensors, since a group's sensors are spread over
 * all keys; only findings of silence come here. Gives findings that stand alone, and incidents at
 * the side.
 *
 * <p>{@code sensorium_fold_silences_total} counts the findings taken, {@code
 * sensorium_fold_incident_events_total} incident events when given out.
 */
@SuppressWarnings("NullAway.Init") // initializeState() and open() come before everything else
public final class Folding extends AbstractStreamOperator<SeriesFinding>
        implements OneInputStreamOperator<SeriesFinding, SeriesFinding> {
    /** Incident events. */
    public static final OutputTag<IncidentEvent> INCIDENTS =
            new OutputTag<>("incidents", new IncidentEventForm().information());

    private static final long serialVersionUID = 1;
    private static final long MICROS_PER_MILLI = 1000;

    private final Known.Opener opener;
    private transient Known known;
    private transient StormMemory memory;
    private transient ListState<StormMemory> state;
    private transient Storms storms;
    private transient Counter silences;
    private transient Counter incidentEvents;

    public Folding(Known.Opener opener) {
        this.opener = opener;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("storms", new StormMemoryForm()));
        memory = new StormMemory();
        for (StormMemory restored : state.get()) {
            memory = restored;
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        known = opener.open();
        storms = new Storms(known, memory, this::alone, this::incident);
        var ours = getMetricGroup().addGroup("sensorium").addGroup("fold");
        silences = ours.counter("silences");
        incidentEvents = ours.counter("incident_events");
    }

    @Override
    public void close() throws Exception {
        if (known != null) {
            known.close();
        }
        super.close();
    }

    @Override
    public void processElement(StreamRecord<SeriesFinding> element) {
        silences.inc();
        storms.take(element.getValue(), placeMicros(element));
    }

    /** An entry's readings carry its clock; the watermark that follows them is just before it. */
    private static long placeMicros(StreamRecord<SeriesFinding> element) {
        return element.hasTimestamp()
                ? (element.getTimestamp() - 1) * MICROS_PER_MILLI
                : Long.MIN_VALUE;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (!mark.equals(Watermark.MAX_WATERMARK)) {
            storms.clock(mark.getTimestamp() * MICROS_PER_MILLI);
        }
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(memory.isEmpty() ? List.of() : List.of(memory));
    }

    private void alone(SeriesFinding found, long placeMicros) {
        output.collect(
                placeMicros == Long.MIN_VALUE
                        ? new StreamRecord<>(found)
                        : new StreamRecord<>(found, placeMicros / MICROS_PER_MILLI + 1));
    }

    private void incident(IncidentEvent event) {
        incidentEvents.inc();
        output.collect(INCIDENTS, new StreamRecord<>(event));
    }
}
