package org.sensorium.ingest.broker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When messages were received that were handed over first and then go the long way after all: a
 * reading without a time of its own has to say the same on both ways, since both may be stored.
 * Safe for use by several threads.
 */
final class EarlierReceipts {
    private record Key(String clientId, int packetId) {}

    private final Map<Key, Long> micros = new ConcurrentHashMap<>();

    void keep(String clientId, int packetId, long receivedMicros) {
        micros.put(new Key(clientId, packetId), receivedMicros);
    }

    /** Microseconds since 1970; null if it is received only now. Tells it once. */
    @Nullable Long take(String clientId, int packetId) {
        return micros.isEmpty() ? null : micros.remove(new Key(clientId, packetId));
    }
}
