package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.RunningConsole.Answer;

/** Composite rules over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompositeRuleIT {
    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    /** The fields that are wrong with a rule, in order. */
    private List<String> faults(String rule) {
        Answer refused = it.put("admin", "/rules/flood-3", rule);
        assertThat(refused.status()).isEqualTo(422);
        List<String> fields = new ArrayList<>(refused.json().findValuesAsText("field"));
        fields.remove(0); // the first again
        fields.sort(Comparator.naturalOrder());
        return fields;
    }

    @Test
    void aCompositeRuleIsPutWithItsSteps() {
        String steps =
                "[{'type': 'rain_gauge', 'metric': 'rain', 'above': 20, 'for': 'PT5M'},"
                        + " {'metric': 'depth', 'above': 3},"
                        + " {'metric': 'current', 'above': 0.5, 'absent': true}]";
        String rule =
                "{'detector': 'composite', 'severity': 'critical', 'parameters':"
                        + " {'within': 'PT30M', 'place': 'gateway'}, 'steps': ";
        Answer put = it.put("admin", "/rules/flood", rule + steps + "}");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.json().at("/steps/0/for").asText()).isEqualTo("PT5M");
        assertThat(put.json().at("/steps/2/above").asDouble()).isEqualTo(0.5);
        assertThat(put.json().at("/steps/2/absent").asBoolean()).isTrue();
        assertThat(put.json().get("parameters").properties()).hasSize(2);
        String got = it.get("admin", "/rules/flood").raw().body();
        assertThat(it.put("admin", "/rules/flood", got).json().at("/revision").asInt())
                .isEqualTo(2);
        assertThat(it.put("wei", "/rules/flood-2", rule + steps + "}").status()).isEqualTo(403);

        assertThat(faults(rule + "[{'metric': 'rain', 'above': 20}]}")).containsExactly("steps");
        assertThat(faults(rule + steps + ", 'metric': 'rain'}")).containsExactly("metric");
        assertThat(
                        faults(
                                rule
                                        + "[{'metric': 'rain', 'above': 20, 'absent': true},"
                                        + " {'metric': 'depth'}]}"))
                .containsExactly("steps[0].absent", "steps[1].above");
        assertThat(faults(rule + "[{'metric': 'Rain', 'above': 'much', 'unit': 'mm'}]}"))
                .containsExactly("steps[0].above", "steps[0].metric", "steps[0].unit");
        assertThat(faults(rule.replace("'PT30M'", "'P9D'") + steps + "}"))
                .containsExactly("parameters.within");
        assertThat(faults(rule.replace("composite", "flatline") + steps + "}"))
                .contains("steps", "parameters.within", "parameters.place");
        assertThat(it.delete("admin", "/rules/flood").status()).isEqualTo(204);
    }
}
