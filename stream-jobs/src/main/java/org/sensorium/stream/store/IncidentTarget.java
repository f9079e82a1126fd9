package org.sensorium.stream.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sensorium.model.IncidentEvent;
import org.sensorium.sink.incidents.IncidentStore;

/** Incident events, with their sensors and the outbox. */
public final class IncidentTarget implements Target<IncidentEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "incident_events";
    }

    @Override
    public void store(Connection connection, List<IncidentEvent> batch) throws SQLException {
        IncidentStore.apply(connection, batch);
    }
}
