package org.sensorium.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "tcp://127.0.0.1:1883",
                "a b",
                "it's",
                "$(reboot)`x`",
                "jdbc:postgresql://h/d?a=b&c=d",
                "'",
                "\"quoted\"",
                "密码",
                "back\\slash #no comment"
            })
    void whatIsWrittenIsReadByUsAndByAShell(String value) throws Exception {
        Path file = directory.resolve("x.env");
        EnvFile.write(file, Map.of("SENSORIUM_VALUE", value));
        assertThat(EnvFile.read(file)).isEqualTo(Map.of("SENSORIUM_VALUE", value));
        Process shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                ". \"$1\"; printf %s \"$SENSORIUM_VALUE\"",
                                "sh",
                                file + "")
                        .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(value);
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        Path file = directory.resolve("x.env");
        EnvFile.write(file, Map.of("A", "1"));
        EnvFile.write(file, Map.of("A", "2"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aTornLineIsNamedByItsNumberOnly() throws Exception {
        Path file = directory.resolve("x.env");
        Files.writeString(file, "# comment\n\nA=1\nsecret\n");
        assertThatThrownBy(() -> EnvFile.read(file))
                .hasMessageContaining("line 4")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aValueOfTwoLinesIsRefused() {
        assertThatThrownBy(() -> EnvFile.render(Map.of("A", "1\n2")))
                .hasMessageContaining("the value of A");
    }
}
