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
import org.sensorium.bench.whole.Rate;
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
            highest(size).ifPresent(rate -> curve.add("whole", size, rate));
            figures.median(Ceilings.COPY).ifPresent(rate -> curve.add("COPY alone", size, rate));
        }
        figures.draw("whole", curve);
    }

    /** Where neither plan nor figures say a rate, the highest of one size is looked for first. */
    private void latency() throws Exception {
        if (sizes().stream().noneMatch(size -> rateFor(size).isPresent())) {
            whole.measure(1);
        }
        Latency latency = new Latency(laboratory, notebook, plan.latencySeconds());
        for (int size : sizes()) {
            Optional<Rate> rate = rateFor(size);
            if (rate.isPresent()) {
                latency.measure(size, rate.get());
            }
        }
    }

    private void catchUp() throws Exception {
        if (rateFor(CATCH_UP_SIZE).isEmpty()) {
            whole.measure(CATCH_UP_SIZE);
        }
        Optional<Rate> rate = rateFor(CATCH_UP_SIZE);
        if (rate.isPresent()) {
            new CatchUp(laboratory, notebook, plan.stopSeconds())
                    .measure(CATCH_UP_SIZE, rate.get().readingsPerSecond());
        }
    }

    /** That of the plan, or half of the highest that was held, if one is known. */
    private Optional<Rate> rateFor(int size) {
        if (plan.rates().isEmpty()) {
            return highest(size).map(Rate::halfOf);
        }
        int place = Math.min(sizes().indexOf(size), plan.rates().size() - 1);
        return Optional.of(Rate.of(plan.rates().get(place)));
    }

    private static List<Integer> sizes() {
        return SIZES.values().stream().sorted().toList();
    }

    private Optional<Double> highest(int size) {
        return figures.median(Whole.rateName(size));
    }
}
