package org.sensorium.stream.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sensorium.model.RollUp;
import org.sensorium.sink.rollups.RollUpStore;
import org.sensorium.stream.window.RollUpChange;

/** Roll-ups: of several changes to one minute only the last counts. */
public final class RollUpTarget implements Target<RollUpChange> {
    private static final long serialVersionUID = 1;

    private record Minute(int sensorKey, short metricKey, long bucketMicros) {}

    @Override
    public String name() {
        return "rollups";
    }

    @Override
    public void store(Connection connection, List<RollUpChange> batch) throws SQLException {
        List<RollUp> whole = new ArrayList<>(batch.size());
        List<RollUpChange.Stale> stale = new ArrayList<>();
        for (RollUpChange change : lastOfEachMinute(batch)) {
            if (change instanceof RollUpChange.Whole written) {
                whole.add(written.rollUp());
            } else if (change instanceof RollUpChange.Stale left) {
                stale.add(left);
            }
        }
        RollUpStore.upsert(connection, whole);
        for (RollUpChange.Stale minute : stale) {
            RollUpStore.recompute(
                    connection, minute.sensorKey(), minute.metricKey(), minute.bucketMicros());
        }
    }

    static Collection<RollUpChange> lastOfEachMinute(List<RollUpChange> batch) {
        Map<Minute, RollUpChange> last = new LinkedHashMap<>();
        for (RollUpChange change : batch) {
            last.put(
                    new Minute(change.sensorKey(), change.metricKey(), change.bucketMicros()),
                    change);
        }
        return last.values();
    }
}
