package org.sensorium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.sensorium.launcher.health.PartHealth;
import org.sensorium.launcher.home.Home;

class StatusCommandTest {
    private static final PartHealth WELL =
            new PartHealth("gateway", PartHealth.State.OK, OptionalLong.of(42), List.of());
    private static final PartHealth ILL =
            new PartHealth(
                    "job",
                    PartHealth.State.STARTING,
                    OptionalLong.empty(),
                    List.of(new PartHealth.Check("database", false, "refuses")));

    @Test
    void aPartIsALineWithWhatItComplainsOf() {
        assertThat(StatusCommand.render(WELL)).isEqualTo("gateway   ok        process 42");
        assertThat(StatusCommand.render(ILL)).startsWith("job ").endsWith("database: refuses");
    }

    @Test
    void programsGetTheSameAsJson() throws Exception {
        JsonNode json =
                new ObjectMapper()
                        .readTree(
                                StatusCommand.render(
                                        new Home(Path.of("/h")), true, false, List.of(WELL, ILL)));
        assertThat(json.path("healthy").asBoolean(true)).isFalse();
        assertThat(json.at("/parts/0/pid").asInt()).isEqualTo(42);
        assertThat(json.at("/parts/1/checks/0/detail").asText()).isEqualTo("refuses");
    }

    @Test
    void theConsolesPageIsTakenWithoutWhatItRepeatsOfOthers() {
        String page =
                """
                sensorium_receive_readings_total{part="gateway"} 5
                sensorium_alerts_open{part="console"} 1
                sensorium_http_requests_seconds_count 2
                """;
        assertThat(Running.ownFigures("console", page))
                .contains("alerts_open")
                .contains("http_requests")
                .doesNotContain("receive");
        assertThat(Running.ownFigures("gateway", page)).isEqualTo(page);
    }
}
