package org.sensorium.simulator.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with the columns {@code sensor_id,metric,unit,timestamp,value} in any order and others
 * besides, plain or gzipped whatever its name. Read row by row, never as a whole.
 */
final class Recording implements AutoCloseable {
    private static final List<String> REQUIRED =
            List.of("sensor_id", "metric", "timestamp", "value");
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;

    private Recording(Path file, CSVParser parser) {
        this.file = file;
        this.parser = parser;
        this.records = parser.iterator();
        this.header =
                records.hasNext()
                        ? records.next().stream().map(Recording::columnName).toList()
                        : List.of();
    }

    /**
     * Opens it and reads the header.
     *
     * @throws IOException if it cannot be read, or the header lacks a column
     */
    @SuppressWarnings("resource") // closed with the recording
    static Recording open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": there is no such file");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean zipped = ((in.read() << 8) | in.read()) == GZIP_MAGIC;
        in.reset();
        InputStreamReader text =
                new InputStreamReader(
                        zipped ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
        try {
            Recording recording = new Recording(file, parser);
            recording.checkHeader();
            return recording;
        } catch (UncheckedIOException e) {
            parser.close();
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            parser.close();
            throw e;
        }
    }

    /**
     * The next row; null at the end.
     *
     * @throws IOException if the file breaks off or has a quote that is not closed
     */
    @Nullable RecordedRow next() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord row = records.next();
            return new RecordedRow(
                    cell(row, "sensor_id"),
                    cell(row, "metric"),
                    cell(row, "unit"),
                    cell(row, "timestamp"),
                    cell(row, "value"));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new IOException(
                    file + " cannot be read behind line " + line() + ": " + e.getMessage(), e);
        }
    }

    /** The line that the latest row ends on, from 1. */
    long line() {
        return parser.getCurrentLineNumber();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void checkHeader() throws IOException {
        for (String column : REQUIRED) {
            if (!header.contains(column)) {
                throw new IOException(
                        file
                                + ": the first line has no column '"
                                + column
                                + "'; wanted are sensor_id,metric,unit,timestamp,value");
            }
        }
    }

    private String cell(CSVRecord row, String column) {
        int at = header.indexOf(column);
        return at < 0 || at >= row.size() ? "" : row.get(at).strip();
    }

    private static String columnName(String cell) {
        String name = cell.strip();
        return !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK ? name.substring(1) : name;
    }
}
