package org.sensorium.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerSettingsTest {
    @Test
    void realDataIsNeverAcknowledgedBeforeItIsOnDisk() {
        assertThat(ServerSettings.durable().render())
                .contains(
                        "fsync = 'on'\n",
                        "synchronous_commit = 'on'\n",
                        "full_page_writes = 'on'\n");
    }

    @Test
    void theServerListensOnLoopbackOnlyAndTellsNobody() {
        assertThat(ServerSettings.durable().render())
                .contains(
                        "listen_addresses = '127.0.0.1'\n",
                        "timescaledb.telemetry_level = 'off'\n");
    }

    @Test
    void aLaterValueReplacesTheEarlierOne() {
        assertThat(ServerSettings.durable().with("shared_buffers", "64MB").render())
                .contains("shared_buffers = '64MB'\n")
                .doesNotContain("1GB");
    }

    @Test
    void aQuoteInAValueStaysInsideTheValue() {
        assertThat(ServerSettings.throwAway().with("search_path", "a'b").render())
                .contains("search_path = 'a''b'\n");
    }

    @Test
    void aNameThatWouldBeMoreThanANameIsRefused() {
        assertThatThrownBy(() -> ServerSettings.durable().with("a = 'b'\nfsync", "off"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
