package org.sensorium.stream.detector;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.state.RandomCutForestMapper;
import com.amazon.randomcutforest.state.RandomCutForestState;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A random cut forest over windows of eight readings: how much simpler the windows before would be
 * to tell apart without the newest one. S. Guha, N. Mishra, G. Roy, O. Schrijvers: Robust Random
 * Cut Forest Based Anomaly Detection on Streams, ICML 2016; the implementation is Amazon's. A fixed
 * seed and one thread: the same readings give the same scores.
 */
final class Forest {
    private static final int WINDOW = 8;
    private static final int TREES = 50;
    private static final int SAMPLE = 256;
    private static final long SEED = 20_160_619;

    /** It reckons in single precision. */
    private static final double LARGEST = 1e30;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomCutForest forest;

    Forest() {
        this(
                RandomCutForest.builder()
                        .dimensions(WINDOW)
                        .shingleSize(WINDOW)
                        .internalShinglingEnabled(true)
                        .numberOfTrees(TREES)
                        .sampleSize(SAMPLE)
                        .outputAfter(SAMPLE)
                        .randomSeed(SEED)
                        .parallelExecutionEnabled(false)
                        .build());
    }

    private Forest(RandomCutForest forest) {
        this.forest = forest;
    }

    /** The score of the window that ends with the reading; then the forest learns it. */
    double take(double value) {
        float[] reading = {(float) Math.max(-LARGEST, Math.min(LARGEST, value))};
        double score = forest.getAnomalyScore(reading);
        forest.update(reading);
        return score;
    }

    /** Whether it has seen enough to say anything. */
    boolean isGrown() {
        return forest.isOutputReady();
    }

    void write(DataOutput out) throws IOException {
        byte[] state = JSON.writeValueAsBytes(mapper().toState(forest));
        out.writeInt(state.length);
        out.write(state);
    }

    static Forest read(DataInput in) throws IOException {
        byte[] state = new byte[in.readInt()];
        in.readFully(state);
        return new Forest(mapper().toModel(JSON.readValue(state, RandomCutForestState.class)));
    }

    /** With all of the trees: grown anew they would be others. */
    private static RandomCutForestMapper mapper() {
        RandomCutForestMapper mapper = new RandomCutForestMapper();
        mapper.setSaveExecutorContextEnabled(true);
        mapper.setSaveTreeStateEnabled(true);
        return mapper;
    }
}
