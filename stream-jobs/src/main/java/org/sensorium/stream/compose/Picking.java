package org.sensorium.stream.compose;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.log.Reading;

/**
 * Lets through the readings whose metric some composite rule names, right behind the log: without
 * such a rule a reading costs a look at the registry's revision and goes nowhere.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Picking extends RichFilterFunction<Reading> {
    private static final long serialVersionUID = 1;

    private final Known.Opener opener;
    private transient Known known;
    private transient Picked picked;

    public Picking(Known.Opener opener) {
        this.opener = opener;
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        known = opener.open();
        picked = new Picked(new Composites(known));
    }

    @Override
    public void close() {
        if (known != null) {
            known.close();
        }
    }

    @Override
    public boolean filter(Reading reading) {
        return picked.has(reading.sensorKey(), reading.metricKey());
    }
}
