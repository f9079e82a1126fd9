package org.sensorium.stream.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sensorium.model.AlertEvent;
import org.sensorium.sink.alerts.AlertStore;

/** Alert events, with their history and the outbox. */
public final class AlertTarget implements Target<AlertEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "alert_events";
    }

    @Override
    public void store(Connection connection, List<AlertEvent> batch) throws SQLException {
        AlertStore.apply(connection, batch);
    }
}
