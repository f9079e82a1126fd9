package org.sensorium.stream.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;

class RuleJsonTest {
    private static Rule read(String json) throws IOException {
        return RuleJson.read(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @Test
    void itReadsWhatRestTakes() throws IOException {
        assertThat(
                        read(
                                "{'id':'r-1','revision':3,'sensorType':'air_quality','district':'north',"
                                        + "'sensorId':null,'metric':'pm25','detector':'threshold',"
                                        + "'severity':'major','enabled':false,"
                                        + "'parameters':{'above':'150','clear':120}}"))
                .isEqualTo(
                        new Rule(
                                "r-1",
                                3,
                                "air_quality",
                                "north",
                                null,
                                "pm25",
                                DetectorKind.THRESHOLD,
                                Severity.MAJOR,
                                false,
                                Map.of("above", "150", "clear", "120")));
    }

    @Test
    void theDetectorIsAllThatItTakes() throws IOException {
        Rule rule = read("{'detector':'novelty'}");
        assertThat(rule.enabled()).isTrue();
        assertThat(rule.id()).isEqualTo("proposed");
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("is none of threshold");
    }
}
