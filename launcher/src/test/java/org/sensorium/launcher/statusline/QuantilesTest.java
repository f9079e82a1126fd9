package org.sensorium.launcher.statusline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    private static final Map<Double, Double> BUCKETS =
            new TreeMap<>(Map.of(0.1, 50.0, 0.2, 100.0, Double.POSITIVE_INFINITY, 100.0));

    @Test
    void aQuantileLiesLinearlyInsideItsBucket() {
        assertThat(Quantiles.of(BUCKETS, 0.25).orElseThrow()).isEqualTo(0.05, within(1e-9));
        assertThat(Quantiles.of(BUCKETS, 0.75).orElseThrow()).isEqualTo(0.15, within(1e-9));
        assertThat(Quantiles.of(BUCKETS, 1).orElseThrow()).isEqualTo(0.2, within(1e-9));
    }

    @Test
    void nothingCountedIsNoQuantile() {
        assertThat(Quantiles.of(Map.of(), 0.5)).isEmpty();
        assertThat(Quantiles.of(Map.of(0.1, 0.0), 0.5)).isEmpty();
    }

    @Test
    void beyondTheLastBoundTheBoundIsAllThatIsKnown() {
        Map<Double, Double> beyond =
                new TreeMap<>(Map.of(0.1, 1.0, Double.POSITIVE_INFINITY, 100.0));
        assertThat(Quantiles.of(beyond, 0.99)).hasValue(0.1);
    }

    @Test
    void whatWasCountedBetweenTwoScrapesIsTheDifference() {
        assertThat(Quantiles.between(Map.of(0.1, 3.0), Map.of(0.1, 5.0)))
                .isEqualTo(Map.of(0.1, 2.0));
        assertThat(Quantiles.between(Map.of(0.1, 9.0), Map.of(0.1, 5.0)))
                .isEqualTo(Map.of(0.1, 5.0));
    }

    @Test
    void flinksScopeBeforeAMetricsNameIsPassedOver() {
        PrometheusText page =
                PrometheusText.parse(
                        """
                        flink_taskmanager_job_task_operator_sensorium_publish_to_alert_seconds{quantile="0.5",a="1"} 0.25
                        flink_taskmanager_job_task_operator_sensorium_publish_to_alert_seconds{quantile="0.5",a="2"} 0.5
                        unrelated 7
                        sensorium_broken x
                        """);
        assertThat(page.quantile("sensorium_publish_to_alert_seconds", 0.5)).hasValue(0.5);
        assertThat(page.sum("unrelated")).isEmpty();
    }
}
