package org.sensorium.stream.compose;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.Lockable;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNode;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferNodeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.FindingBytes;

/**
 * One composite rule in one place: the state of the stage. Changes that are not due yet, who meets
 * what must be absent, CEP's partial matches with their changes, and the open match. Bounded by the
 * sensors of the place, the readings of {@code wait}, and {@link StepAutomaton#MOST_PARTIAL}.
 */
public final class PlaceMemory {
    static final long NO_TIMER = Long.MAX_VALUE;

    private static final NFAStateSerializer STATE = new NFAStateSerializer();
    private static final TypeSerializer<EventId> EVENT_ID = EventId.EventIdSerializer.INSTANCE;
    private static final TypeSerializer<Lockable<StepChange>> EVENT =
            new Lockable.LockableTypeSerializer<>(new StepChangeForm());
    private static final TypeSerializer<NodeId> NODE_ID = new NodeId.NodeIdSerializer();
    private static final TypeSerializer<Lockable<SharedBufferNode>> NODE =
            new Lockable.LockableTypeSerializer<>(new SharedBufferNodeSerializer());

    final String ruleId;
    final String place;

    /** Of the rule that what follows is about; 0 before the first. */
    int ruleRevision;

    /** When this place's one timer on the receipt clock rings. */
    long timerMillis = NO_TIMER;

    /** When to look for what holds no longer, on the receipt clock. */
    long sweepMillis = NO_TIMER;

    final TreeSet<StepChange> waiting = new TreeSet<>(StepChange.ORDER);
    final Map<Holder, StepChange> holding = new HashMap<>();
    @Nullable NFAState partial;
    final Map<EventId, Lockable<StepChange>> events = new HashMap<>();
    final Map<NodeId, Lockable<SharedBufferNode>> nodes = new HashMap<>();
    final Map<Long, Integer> counts = new HashMap<>();
    @Nullable OpenMatch open;

    /** Who meets a step. */
    record Holder(int step, int sensorKey, short metricKey) {
        static Holder of(StepChange change) {
            return new Holder(change.step(), change.sensorKey(), change.metricKey());
        }
    }

    PlaceMemory(String ruleId, String place) {
        this.ruleId = ruleId;
        this.place = place;
    }

    /** Forgets everything but the open match and the timer. */
    void startAnew(int revision) {
        ruleRevision = revision;
        sweepMillis = NO_TIMER;
        waiting.clear();
        holding.clear();
        partial = null;
        events.clear();
        nodes.clear();
        counts.clear();
    }

    /** Whether nothing is lost with it. */
    boolean isIdle() {
        return open == null
                && waiting.isEmpty()
                && holding.isEmpty()
                && (partial == null || StepAutomaton.isFresh(partial));
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(ruleId);
        out.writeUTF(place);
        out.writeInt(ruleRevision);
        out.writeLong(timerMillis);
        out.writeLong(sweepMillis);
        out.writeInt(waiting.size());
        for (StepChange each : waiting) {
            each.write(out);
        }
        out.writeInt(holding.size());
        for (StepChange each : holding.values()) {
            each.write(out);
        }
        out.writeBoolean(partial != null);
        if (partial != null) {
            STATE.serialize(partial, out);
        }
        writeMap(events, EVENT_ID, EVENT, out);
        writeMap(nodes, NODE_ID, NODE, out);
        writeMap(counts, LongSerializer.INSTANCE, IntSerializer.INSTANCE, out);
        out.writeBoolean(open != null);
        if (open != null) {
            write(open, out);
        }
    }

    static PlaceMemory read(DataInputView in) throws IOException {
        PlaceMemory memory = new PlaceMemory(in.readUTF(), in.readUTF());
        memory.ruleRevision = in.readInt();
        memory.timerMillis = in.readLong();
        memory.sweepMillis = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            memory.waiting.add(StepChange.read(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            StepChange holds = StepChange.read(in);
            memory.holding.put(Holder.of(holds), holds);
        }
        if (in.readBoolean()) {
            memory.partial = STATE.deserialize(in);
        }
        readMap(memory.events, EVENT_ID, EVENT, in);
        readMap(memory.nodes, NODE_ID, NODE, in);
        readMap(memory.counts, LongSerializer.INSTANCE, IntSerializer.INSTANCE, in);
        if (in.readBoolean()) {
            memory.open = readOpen(in);
        }
        return memory;
    }

    private static <K, V> void writeMap(
            Map<K, V> map, TypeSerializer<K> keys, TypeSerializer<V> values, DataOutputView out)
            throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<K, V> each : map.entrySet()) {
            keys.serialize(each.getKey(), out);
            values.serialize(each.getValue(), out);
        }
    }

    private static <K, V> void readMap(
            Map<K, V> map, TypeSerializer<K> keys, TypeSerializer<V> values, DataInputView in)
            throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            map.put(keys.deserialize(in), values.deserialize(in));
        }
    }

    private static void write(OpenMatch open, DataOutputView out) throws IOException {
        FindingBytes.write(open.finding(), out);
        out.writeInt(open.sensorKey());
        out.writeUTF(open.sensorId());
        out.writeShort(open.metricKey());
        out.writeUTF(open.metric());
        out.writeInt(open.ruleRevision());
        out.writeUTF(open.severity().code());
        out.writeLong(open.heardMicros());
    }

    private static OpenMatch readOpen(DataInputView in) throws IOException {
        return new OpenMatch(
                FindingBytes.read(FindingBytes.VERSION, in),
                in.readInt(),
                in.readUTF(),
                in.readShort(),
                in.readUTF(),
                in.readInt(),
                Severity.ofCode(in.readUTF()),
                in.readLong());
    }
}
