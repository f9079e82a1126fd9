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
import org.sensorium.sink.rollups.SeriesMinute;
import org.sensorium.stream.window.RollUpChange;

/** Roll-ups: of several changes to one minute only the last counts. */
public final class RollUpTarget implements Target<RollUpChange> {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "rollups";
    }

    @Override
    public void store(Connection connection, List<RollUpChange> batch) throws SQLException {
        List<RollUp> whole = new ArrayList<>(batch.size());
        List<SeriesMinute> stale = new ArrayList<>();
        for (RollUpChange change : lastOfEachMinute(batch)) {
            if (change instanceof RollUpChange.Whole written) {
                whole.add(written.rollUp());
            } else {
                stale.add(minuteOf(change));
            }
        }
        RollUpStore.upsert(connection, whole);
        RollUpStore.recompute(connection, stale);
    }

    static Collection<RollUpChange> lastOfEachMinute(List<RollUpChange> batch) {
        Map<SeriesMinute, RollUpChange> last = new LinkedHashMap<>();
        for (RollUpChange change : batch) {
            last.put(minuteOf(change), change);
        }
        return last.values();
    }

    private static SeriesMinute minuteOf(RollUpChange change) {
        return new SeriesMinute(change.sensorKey(), change.metricKey(), change.bucketMicros());
    }
}
