package org.sensorium.stream.detect;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * An operator that asks the registry, open from its own opening to its closing.
 *
 * @param <K> key
 * @param <I> what comes in
 * @param <O> what goes out
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public abstract class Knowing<K, I, O> extends KeyedProcessFunction<K, I, O> {
    private static final long serialVersionUID = 1;

    private final Known.Opener opener;
    private transient Known known;

    protected Knowing(Known.Opener opener) {
        this.opener = opener;
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        known = opener.open();
    }

    /** The registry; only once it is open. */
    protected final Known known() {
        return known;
    }

    /** The counter {@code sensorium_STAGE_NAME_total}. */
    protected final Counter counter(String stage, String name) {
        return getRuntimeContext()
                .getMetricGroup()
                .addGroup("sensorium")
                .addGroup(stage)
                .counter(name);
    }

    @Override
    public void close() {
        if (known != null) {
            known.close();
        }
    }
}
