package org.sensorium.bench.alone;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.model.IncidentKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Sensor;
import org.sensorium.stream.detect.Known;

/** Answers from memory, the same to everybody. Each operator has its own. */
record MemoryRegistry(List<Rule> rules, Map<Integer, Sensor> known) implements Known {
    /** Opens registries with the rules of {@link KnownSensors}. */
    record Opener() implements Known.Opener {
        @Override
        public Known open() {
            return new MemoryRegistry(KnownSensors.rules(), new HashMap<>());
        }
    }

    @Override
    public @Nullable Sensor sensor(int sensorKey) {
        return known.computeIfAbsent(sensorKey, KnownSensors::sensor);
    }

    @Override
    public List<Rule> armed(Sensor sensor, String metric) {
        return rules;
    }

    @Override
    public int members(IncidentKind kind, String group) {
        return 0; // every sensor stands alone
    }

    @Override
    public long revision() {
        return 1;
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
