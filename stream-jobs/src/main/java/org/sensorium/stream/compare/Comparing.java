package org.sensorium.stream.compare;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.sensorium.stream.detect.Arming;
import org.sensorium.stream.detect.Knowing;
import org.sensorium.stream.detect.Known;
import org.sensorium.stream.detect.Neighbourly;

/**
 * The operator around {@link Neighbourhood}: one timer for each square, once a minute of the log's
 * clock while anything is heard there.
 *
 * <p>{@code sensorium_compare_means_total} counts minutes of sensors when received.
 */
@SuppressWarnings("NullAway.Init") // open() comes before everything else
public final class Comparing extends Knowing<String, Neighbourly, SquareNews> {
    private static final long serialVersionUID = 1;

    private transient Arming arming;
    private transient ValueState<Neighbourhood> state;
    private transient Counter means;

    public Comparing(Known.Opener opener) {
        super(opener);
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        super.open(context);
        arming = new Arming(known());
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("square", new NeighbourhoodForm()));
        means = counter("compare", "means");
    }

    @Override
    public void processElement(Neighbourly told, Context context, Collector<SquareNews> out)
            throws Exception {
        if (told instanceof Neighbourly.MinuteMean) {
            means.inc();
        }
        Neighbourhood square = state.value();
        if (square == null) {
            square = new Neighbourhood(told.square());
        }
        long before = square.dueMillis();
        square.take(told, context.timerService().currentWatermark(), out::collect);
        if (square.isEmpty()) {
            state.clear();
            return;
        }
        if (square.dueMillis() < before) {
            context.timerService().registerEventTimeTimer(square.dueMillis());
        }
        state.update(square);
    }

    @Override
    public void onTimer(long millis, OnTimerContext context, Collector<SquareNews> out)
            throws Exception {
        Neighbourhood square = state.value();
        if (square == null || square.dueMillis() != millis) {
            return;
        }
        square.tick(square.dueTick(), arming, out::collect);
        if (square.isEmpty()) {
            state.clear();
            return;
        }
        if (square.dueMillis() != Neighbourhood.NONE) {
            context.timerService().registerEventTimeTimer(square.dueMillis());
        }
        state.update(square);
    }
}
