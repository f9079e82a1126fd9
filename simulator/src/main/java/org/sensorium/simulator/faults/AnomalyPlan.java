package org.sensorium.simulator.faults;

/**
 * How often and how badly values lie.
 *
 * @param share of a sensor's samples that lie inside an anomaly, 0 … 0.9
 * @param strength factor on the size of spikes, steps, drifts and noise; 1 is hard to find, 5 hard
 *     to overlook
 * @param quietSamples samples of a sensor before its first anomaly, so that a detector can know
 *     what is usual
 * @param samples how many samples a sensor takes in the whole run; anomalies stay well below
 */
public record AnomalyPlan(double share, double strength, int quietSamples, long samples) {
    public AnomalyPlan {
        if (!(share >= 0 && share <= 0.9)) {
            throw new IllegalArgumentException("anomaly share " + share + " is outside 0…0.9");
        }
        if (!(strength > 0)) {
            throw new IllegalArgumentException("anomaly strength " + strength + " is not above 0");
        }
    }
}
