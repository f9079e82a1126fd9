package org.sensorium.simulator.verify;

import java.util.ArrayList;
import java.util.List;
import org.sensorium.simulator.publish.Message;
import org.sensorium.simulator.publish.Outcomes;

/**
 * Notes down what became of every message, by sensor: what was acknowledged must be stored; what
 * was refused or is unknown may be, since the broker may have taken it before the answer was lost.
 */
public final class Ledger implements Outcomes {
    private final List<String> sensorIds = new ArrayList<>();
    private final List<SensorLedger> sensors = new ArrayList<>();

    /** Adds the next sensor, in the order of their indexes; before the run. */
    public void addSensor(String id, List<String> metrics) {
        sensorIds.add(id);
        sensors.add(new SensorLedger(metrics));
    }

    @Override
    public void acknowledged(Message message) {
        sensors.get(message.sensor()).add(message, true);
    }

    @Override
    public void refused(Message message, int reasonCode) {
        sensors.get(message.sensor()).add(message, false);
    }

    @Override
    public void unknown(Message message) {
        sensors.get(message.sensor()).add(message, false);
    }

    List<String> sensorIds() {
        return sensorIds;
    }

    SensorLedger sensor(int index) {
        return sensors.get(index);
    }

    int size() {
        return sensors.size();
    }
}
