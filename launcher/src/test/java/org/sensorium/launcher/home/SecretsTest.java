package org.sensorium.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private static final List<String> ROLES = List.of("sensorium_ingest", "sensorium_job");
    @TempDir private Path directory;

    @Test
    void secretsAreMadeOnceAndKept() throws Exception {
        Home home = new Home(directory);
        Secrets first = Secrets.of(home, ROLES, null);
        Secrets second = Secrets.of(home, ROLES, null);
        assertThat(second.adminPassword()).isEqualTo(first.adminPassword()).hasSize(24);
        assertThat(second.superuserPassword()).isEqualTo(first.superuserPassword());
        assertThat(second.rolePassword("sensorium_job"))
                .isEqualTo(first.rolePassword("sensorium_job"))
                .isNotEqualTo(first.rolePassword("sensorium_ingest"));
        assertThat(second.accountPassword("_job"))
                .isEqualTo(first.accountPassword("_job"))
                .isNotEqualTo(first.accountPassword("_gateway"));
    }

    @Test
    void aGivenAdminPasswordWinsAndIsKept() throws Exception {
        Home home = new Home(directory);
        assertThat(Secrets.of(home, ROLES, null).adminPassword()).isNotEqualTo("wanted");
        assertThat(Secrets.of(home, ROLES, "wanted").adminPassword()).isEqualTo("wanted");
        Secrets later = Secrets.of(home, ROLES, null);
        assertThat(later.adminPassword()).isEqualTo("wanted");
        assertThat(later.toString()).doesNotContain("wanted");
    }
}
