package org.sensorium.launcher.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.launcher.Settings;
import org.sensorium.launcher.home.Secrets;
import org.sensorium.launcher.supervise.ChildProcess;
import org.sensorium.sink.schema.Schema;

class PartsTest {
    private static final String URL = "jdbc:postgresql://127.0.0.1:25432/sensorium";
    @TempDir private Path root;
    private final Map<String, String> environment =
            new HashMap<>(Map.of("SENSORIUM_ADMIN_PASSWORD", "hush", "PATH", "/bin"));
    private Secrets secrets;

    @BeforeEach
    void secrets() throws Exception {
        Settings settings = Settings.from(environment, root);
        settings.home().prepare();
        secrets = Secrets.of(settings.home(), Schema.ROLES, "hush");
    }

    @Test
    void everyPartSignsInToTheDatabaseInItsOwnRole() throws Exception {
        jobJars();
        assertThat(databaseUser(parts().gateway())).isEqualTo(Schema.INGEST);
        assertThat(databaseUser(parts().job())).isEqualTo(Schema.JOB);
        assertThat(databaseUser(parts().console())).isEqualTo(Schema.CONSOLE);
        assertThat(databaseUser(parts().fleet())).isEqualTo(Schema.READER);
    }

    @Test
    void theBrokerKnowsGatewayAndJobByAccountsOfTheirOwn() throws Exception {
        jobJars();
        assertThat(parts().gateway().environment())
                .containsEntry("SENSORIUM_MQTT_USER", "_gateway")
                .containsEntry("SENSORIUM_MQTT_PASSWORD", secrets.accountPassword("_gateway"))
                .doesNotContainKey("SENSORIUM_MQTT_URL");
        assertThat(parts().job().environment())
                .containsEntry("SENSORIUM_MQTT_USER", "_job")
                .containsEntry("SENSORIUM_MQTT_PASSWORD", secrets.accountPassword("_job"))
                .containsEntry("SENSORIUM_MQTT_URL", "tcp://127.0.0.1:1883");
    }

    @Test
    void theAdministratorsPasswordGoesToTheFleetOnly() throws Exception {
        jobJars();
        for (ChildProcess part : List.of(parts().gateway(), parts().job(), parts().console())) {
            assertThat(part.environment()).doesNotContainValue("hush");
        }
        assertThat(parts().fleet().environment()).containsAllEntriesOf(parts().credentials());
    }

    @Test
    void passwordsStandOnNoCommandLineAndInNoDescription() throws Exception {
        jobJars();
        for (ChildProcess part : List.of(parts().gateway(), parts().job(), parts().fleet())) {
            assertThat(part.command())
                    .doesNotContain("hush")
                    .noneMatch(word -> word.contains("pw-"));
            assertThat(part.toString()).doesNotContain("pw-");
        }
    }

    @Test
    void credentialsAreThoseOfTheContract() {
        assertThat(parts().credentials())
                .containsExactly(
                        Map.entry("SENSORIUM_ADMIN_USER", "admin"),
                        Map.entry("SENSORIUM_ADMIN_PASSWORD", "hush"),
                        Map.entry("SENSORIUM_DB_URL", URL),
                        Map.entry("SENSORIUM_DB_USER", "sensorium_reader"),
                        Map.entry("SENSORIUM_DB_PASSWORD", "pw-sensorium_reader"),
                        Map.entry("SENSORIUM_MQTT_URL", "tcp://127.0.0.1:1883"),
                        Map.entry("SENSORIUM_HTTP_URL", "http://127.0.0.1:8080"));
    }

    @Test
    void anExistingBrokerIsToldToTheGateway() {
        environment.put("SENSORIUM_MQTT_URL", "tcp://broker:1883");
        assertThat(parts().gateway().environment())
                .containsEntry("SENSORIUM_MQTT_URL", "tcp://broker:1883");
        assertThat(parts().credentials()).containsEntry("SENSORIUM_MQTT_URL", "tcp://broker:1883");
    }

    @Test
    void theJobRunsFromItsThinJarAndTheClusterGetsTheShadedOne() throws Exception {
        Path target = jobJars();
        assertThat(parts().job().command())
                .contains(target + "/stream-jobs-1.0.jar:" + target + "/lib/*");
        assertThat(parts().jobJar()).isEqualTo(target.resolve("stream-jobs-1.0-job.jar"));
    }

    @Test
    void aMissingJarSaysHowToBuildIt() {
        assertThatThrownBy(() -> parts().job()).hasMessageContaining("bin/sensorium build");
    }

    @Test
    void ownOptionsComeAfterOurs() {
        environment.put("SENSORIUM_GATEWAY_OPTS", " -Xmx99m  -Dx=y ");
        List<String> command = parts().gateway().command();
        assertThat(parts().gateway().environment()).doesNotContainKey("SENSORIUM_GATEWAY_OPTS");
        assertThat(command).containsSubsequence("-Xmx99m", "-Dx=y", "-cp");
        assertThat(command.stream().filter(word -> word.startsWith("-Xmx")).toList())
                .last()
                .isEqualTo("-Xmx99m");
    }

    @Test
    void heapsFitTheMachine() {
        assertThat(HeapSizes.option("gateway", 24L << 30)).isEqualTo("-Xmx2048m");
        assertThat(HeapSizes.option("job", 2L << 30)).isEqualTo("-Xmx512m");
        assertThat(HeapSizes.option("console", 512L << 30)).isEqualTo("-Xmx1024m");
    }

    private Parts parts() {
        Map<String, Addresses.Login> logins = new HashMap<>();
        Schema.ROLES.forEach(role -> logins.put(role, new Addresses.Login(role, "pw-" + role)));
        return new Parts(
                Settings.from(environment, root), secrets, new Addresses(URL, Map.copyOf(logins)));
    }

    private Path jobJars() throws Exception {
        Path target = Files.createDirectories(root.resolve("stream-jobs/target"));
        for (String kind : List.of("", "-job", "-sources")) {
            Files.createFile(target.resolve("stream-jobs-1.0" + kind + ".jar"));
        }
        return target;
    }

    private static String databaseUser(ChildProcess part) {
        return part.environment().getOrDefault("SENSORIUM_DB_USER", "");
    }
}
