package org.sensorium.simulator.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sensorium.simulator.publish.JsonBuffer;
import org.sensorium.simulator.publish.Message;

/** Gathers rows into messages, each sensor's in their order. Not thread-safe. */
final class Bundles {
    /** Well below the contract's 10,000 readings and 1 MiB. */
    private static final int MOST_ROWS = 500;

    private static final int MOST_BYTES = 64 * 1024;

    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<Integer, Bundle> open = new HashMap<>();

    private static final class Bundle {
        private final JsonBuffer json = new JsonBuffer();
        private int rows;
    }

    /** For these sensors; others have no index. */
    Bundles(List<String> sensorIds) {
        for (String id : sensorIds) {
            indexes.put(id, indexes.size());
        }
    }

    /** Whether the row's sensor can publish. */
    boolean knows(RecordedRow row) {
        return indexes.containsKey(row.sensorId());
    }

    /** Adds a row of a known sensor; gives the message that it makes full, or null. */
    @Nullable Message add(RecordedRow row) {
        int sensor = indexes.getOrDefault(row.sensorId(), -1);
        if (sensor < 0) {
            throw new IllegalArgumentException("unknown sensor '" + row.sensorId() + "'");
        }
        Bundle bundle = open.computeIfAbsent(sensor, index -> new Bundle());
        bundle.json.put(bundle.rows == 0 ? '[' : ',');
        RowJson.append(bundle.json, row);
        bundle.rows++;
        if (bundle.rows < MOST_ROWS && bundle.json.length() < MOST_BYTES) {
            return null;
        }
        open.remove(sensor);
        return message(sensor, bundle);
    }

    /** What has been gathered so far, and no longer is. */
    List<Message> drain() {
        List<Message> messages = new ArrayList<>();
        open.forEach((sensor, bundle) -> messages.add(message(sensor, bundle)));
        open.clear();
        return messages;
    }

    private static Message message(int sensor, Bundle bundle) {
        return new Message(sensor, bundle.json.put(']').toBytes(), bundle.rows);
    }
}
