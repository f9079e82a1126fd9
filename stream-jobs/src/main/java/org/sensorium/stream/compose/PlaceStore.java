package org.sensorium.stream.compose;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Lets CEP's buffer of partial matches keep what it has in the {@link PlaceMemory} at hand: so the
 * same code runs without a Flink around it. The buffer asks for three maps and nothing else.
 */
final class PlaceStore implements KeyedStateStore {
    private final SharedBuffer<StepChange> buffer;
    private @Nullable PlaceMemory memory;

    PlaceStore() {
        buffer = new SharedBuffer<>(this, new StepChangeForm());
        // It would write statistics of its cache to the log, from a thread of its own.
        buffer.releaseCacheStatisticsTimer();
    }

    /** The buffer with what this place has in it. */
    SharedBuffer<StepChange> of(PlaceMemory place) {
        memory = place;
        return buffer;
    }

    private PlaceMemory present() {
        if (memory == null) {
            throw new IllegalStateException("the buffer is asked before a place is at hand");
        }
        return memory;
    }

    @Override
    @SuppressWarnings("unchecked") // the keys say which of the three it is
    public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> asked) {
        TypeSerializer<K> keys = asked.getKeySerializer();
        if (keys instanceof EventId.EventIdSerializer) {
            return new Kept<>(() -> (Map<K, V>) present().events);
        }
        if (keys instanceof NodeId.NodeIdSerializer) {
            return new Kept<>(() -> (Map<K, V>) present().nodes);
        }
        if (keys instanceof LongSerializer) {
            return new Kept<>(() -> (Map<K, V>) present().counts);
        }
        throw refused();
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("not known to be a part of CEP's buffer");
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> asked) {
        throw refused();
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> asked) {
        throw refused();
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> asked) {
        throw refused();
    }

    @Override
    public <I, A, O> AggregatingState<I, O> getAggregatingState(
            AggregatingStateDescriptor<I, A, O> asked) {
        throw refused();
    }

    @Override
    public <T> org.apache.flink.api.common.state.v2.ValueState<T> getValueState(
            org.apache.flink.api.common.state.v2.ValueStateDescriptor<T> asked) {
        throw refused();
    }

    @Override
    public <T> org.apache.flink.api.common.state.v2.ListState<T> getListState(
            org.apache.flink.api.common.state.v2.ListStateDescriptor<T> asked) {
        throw refused();
    }

    @Override
    public <K, V> org.apache.flink.api.common.state.v2.MapState<K, V> getMapState(
            org.apache.flink.api.common.state.v2.MapStateDescriptor<K, V> asked) {
        throw refused();
    }

    @Override
    public <T> org.apache.flink.api.common.state.v2.ReducingState<T> getReducingState(
            org.apache.flink.api.common.state.v2.ReducingStateDescriptor<T> asked) {
        throw refused();
    }

    @Override
    public <I, A, O>
            org.apache.flink.api.common.state.v2.AggregatingState<I, O> getAggregatingState(
                    org.apache.flink.api.common.state.v2.AggregatingStateDescriptor<I, A, O>
                            asked) {
        throw refused();
    }

    @Override
    public String getBackendTypeIdentifier() {
        return "place";
    }

    /** One map of the place at hand. */
    private record Kept<K, V>(Supplier<Map<K, V>> map) implements MapState<K, V> {
        @Override
        @SuppressWarnings("NullAway") // Flink's maps give null for what is not there
        public V get(K key) {
            return map.get().get(key);
        }

        @Override
        public void put(K key, V value) {
            map.get().put(key, value);
        }

        @Override
        public void putAll(Map<K, V> values) {
            map.get().putAll(values);
        }

        @Override
        public void remove(K key) {
            map.get().remove(key);
        }

        @Override
        public boolean contains(K key) {
            return map.get().containsKey(key);
        }

        @Override
        public Iterable<Map.Entry<K, V>> entries() {
            return map.get().entrySet();
        }

        @Override
        public Iterable<K> keys() {
            return map.get().keySet();
        }

        @Override
        public Iterable<V> values() {
            return map.get().values();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return map.get().entrySet().iterator();
        }

        @Override
        public boolean isEmpty() {
            return map.get().isEmpty();
        }

        @Override
        public void clear() {
            map.get().clear();
        }
    }
}
