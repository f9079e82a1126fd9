package org.sensorium.console.sensors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;

/** Rows of newline-delimited JSON: one object a line, empty lines passed over. */
final class NdjsonRows implements RowReader {
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;
    private long number;

    NdjsonRows(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<UploadRow> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        while (true) {
            int b = read();
            if (b >= 0 && b != '\n') {
                tooLong = tooLong || line.size() >= LONGEST_ROW;
                if (!tooLong) {
                    line.write(b);
                }
                continue;
            }
            if (tooLong || !isBlank(line)) {
                number++;
                return Optional.of(tooLong ? tooLong() : parse(line.toByteArray()));
            }
            if (b < 0) {
                return Optional.empty();
            }
            line.reset();
        }
    }

    private int read() throws IOException {
        if (position == end) {
            end = in.read(buffer);
            position = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    private UploadRow parse(byte[] line) {
        try {
            return RowReader.check(number, Json.readObject(line));
        } catch (Problem problem) {
            return UploadRow.bad(number, null, problem);
        }
    }

    private UploadRow tooLong() {
        return UploadRow.bad(
                number,
                null,
                Problem.of(ProblemKind.TOO_LARGE, "the line is longer than " + LONGEST_ROW));
    }

    private static boolean isBlank(ByteArrayOutputStream line) {
        return line.size() < 8 && line.toString(java.nio.charset.StandardCharsets.UTF_8).isBlank();
    }
}
