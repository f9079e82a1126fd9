package org.sensorium.launcher.statusline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void onAScreenTheStatusIsWrittenOverAndCutToIt() {
        Terminal terminal = new Terminal(out, true, 10);
        terminal.status("0123456789abc");
        terminal.show("done");
        assertThat(shown()).isEqualTo("\r\u001b[K012345678\r\u001b[Kdone\n");
    }

    @Test
    void inAFileEveryStatusIsALine() {
        Terminal terminal = new Terminal(out, false, 10);
        terminal.status("0123456789abc");
        terminal.status("second");
        assertThat(shown()).isEqualTo("0123456789abc\nsecond\n");
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
