package org.sensorium.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sensorium.bench.ceiling.Ceilings;
import org.sensorium.bench.laboratory.Laboratory;
import org.sensorium.bench.report.Curve;
import org.sensorium.bench.report.Figures;
import org.sensorium.bench.report.Notebook;
import org.sensorium.bench.whole.CatchUp;
import org.sensorium.bench.whole.Growth;
import org.sensorium.bench.whole.Latency;
import org.sensorium.bench.whole.Whole;

/** Runs the parts, each as the plan has it. */
final class Measurements {
    private static final Map<Part, Integer> SIZES =
            Map.of(Part.WHOLE1, 1, Part.WHOLE10, 10, Part.WHOLE50, 50);

    private static final int CATCH_UP_SIZE = 10;

    private final Laboratory laboratory;
    private final Figures figures;
    private final Plan plan;
    private final Notebook notebook;
    private final Whole whole;
    private final Growth growth;

    Measurements(Laboratory laboratory, Figures figures, Plan plan, Consumer<String> say) {
        this.laboratory = laboratory;
        this.figures = figures;
        this.plan = plan;
        this.notebook = new Notebook(figures, say);
        this.whole = new Whole(laboratory, notebook, plan.probeSeconds(), plan.holdSeconds());
        this.growth = new Growth(laboratory, notebook, plan.probeSeconds(), plan.latencySeconds());
    }

    /** Measures one part once. */
    void measure(Part part) throws Exception {
        switch (part) {
            case CEILINGS -> new Ceilings(laboratory, notebook, plan.ceilingSeconds()).measure();
            case WHOLE1 -> whole(1);
            case WHOLE10 -> whole(10);
            case WHOLE50 -> whole(50);
            case LATENCY -> latency();
            case GROWTH -> growth.measure(plan.growth());
            case CATCHUP -> catchUp();
        }
    }

    private void whole(int perMessage) throws Exception {
        whole.measure(perMessage);
        Curve curve = new Curve("The highest rate held", "readings a message", "readings/s", true);
        for (int size : sizes()) {
            rate(size).ifPresent(rate -> curve.add("whole", size, rate));
            figures.median(Ceilings.COPY).ifPresent(rate -> curve.add("COPY alone", size, rate));
        }
        figures.draw("whole", curve);
    }

    /**
     * At the rates of the plan, or half of each size's highest; one is looked for if none is known.
     */
    private void latency() throws Exception {
        Latency latency = new Latency(laboratory, notebook, plan.latencySeconds());
        if (!plan.rates().isEmpty()) {
            for (int i = 0; i < sizes().size(); i++) {
                latency.at(sizes().get(i), chosenRate(i));
            }
            return;
        }
        if (sizes().stream().noneMatch(size -> rate(size).isPresent())) {
            whole.measure(1);
        }
        for (int size : sizes()) {
            Optional<Double> rate = rate(size);
            if (rate.isPresent()) {
                latency.atHalfOf(size, rate.get());
            }
        }
    }

    /** At the rate of the plan, or half of the highest, which is looked for if it is not known. */
    private void catchUp() throws Exception {
        CatchUp catchUp = new CatchUp(laboratory, notebook, plan.stopSeconds());
        if (!plan.rates().isEmpty()) {
            catchUp.measure(CATCH_UP_SIZE, chosenRate(sizes().indexOf(CATCH_UP_SIZE)));
            return;
        }
        if (rate(CATCH_UP_SIZE).isEmpty()) {
            whole.measure(CATCH_UP_SIZE);
        }
        Optional<Double> rate = rate(CATCH_UP_SIZE);
        if (rate.isPresent()) {
            catchUp.measure(CATCH_UP_SIZE, rate.get() / 2);
        }
    }

    private int chosenRate(int place) {
        return plan.rates().get(Math.min(place, plan.rates().size() - 1));
    }

    private static List<Integer> sizes() {
        return SIZES.values().stream().sorted().toList();
    }

    private Optional<Double> rate(int size) {
        return figures.median(Whole.rateName(size));
    }
}
