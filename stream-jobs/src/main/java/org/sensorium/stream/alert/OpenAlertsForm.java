package org.sensorium.stream.alert;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.sensorium.stream.serial.Form;

/** {@link OpenAlerts} in a checkpoint. */
public final class OpenAlertsForm extends Form<OpenAlerts> {
    private static final int VERSION = 2;

    public OpenAlertsForm() {
        super(OpenAlerts.class, VERSION, false);
    }

    @Override
    protected void write(OpenAlerts alerts, DataOutputView out) throws IOException {
        alerts.write(out);
    }

    @Override
    protected OpenAlerts read(int version, DataInputView in) throws IOException {
        return OpenAlerts.read(version, in);
    }

    @Override
    public OpenAlerts copy(OpenAlerts from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<OpenAlerts> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Names the form in a checkpoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OpenAlerts> {
        public Snapshot() {
            super(OpenAlertsForm::new);
        }
    }
}
