package org.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sends too much hears so, although it writes all before it reads: most clients do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TooLargeIT {
    /** More than lies in the sockets' buffers: somebody has to read it. */
    private static final int BYTES = 12_000_000;

    private static final int PATIENCE_MILLIS = 30_000;

    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    @ParameterizedTest
    @CsvSource({"PUT, /rules/large", "POST, /reports"})
    void whoWritesAllBeforeReadingIsToldWhy(String method, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", it.console.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            String head =
                    "%s /api/v1%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                            + "Content-Type: application/json\r\nContent-Length: %d\r\n"
                            + "Connection: close\r\n\r\n";
            out.write(
                    head.formatted(method, path, it.token("admin"), BYTES)
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[BYTES]);
            out.flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("the body is larger than ");
        }
    }
}
