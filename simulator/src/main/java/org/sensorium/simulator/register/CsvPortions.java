package org.sensorium.simulator.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A CSV file in portions of some thousand rows, each with the header; rows as they are written. */
final class CsvPortions implements AutoCloseable {
    private static final int MOST_ROWS = 1000;

    private final BufferedReader reader;
    private final String header;
    private long rows;

    /**
     * Some rows.
     *
     * @param csv header line and rows
     * @param firstRow the number of the first row, from 1
     */
    record Portion(String csv, long firstRow) {}

    private CsvPortions(BufferedReader reader, String header) {
        this.reader = reader;
        this.header = header;
    }

    /**
     * Opens the file and reads its header.
     *
     * @throws IOException if it cannot be read, or is empty
     */
    static CsvPortions of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": there is no such file");
        }
        // What is no UTF-8 is replaced, and the console rejects the row for it, and no other.
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file),
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPLACE)));
        String header = reader.readLine();
        if (header == null) {
            reader.close();
            throw new IOException(
                    file
                            + " is empty; its first line would be id,type,department,district,lat,lon,metrics");
        }
        return new CsvPortions(reader, header);
    }

    /** The next rows; null at the end. */
    @Nullable Portion next() throws IOException {
        StringBuilder csv = new StringBuilder(header).append('\n');
        long first = rows + 1;
        boolean quoted = false;
        int taken = 0;
        while (taken < MOST_ROWS || quoted) {
            String line = reader.readLine();
            if (line == null) {
                break;
            }
            csv.append(line).append('\n');
            // A quoted cell may go on in the next line.
            quoted ^= line.chars().filter(c -> c == '"').count() % 2 == 1;
            if (!quoted && !line.isEmpty()) {
                taken++;
            }
        }
        rows += taken;
        return taken == 0 && !quoted ? null : new Portion(csv.toString(), first);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
