package org.sensorium.console.sensors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;

/**
 * Rows of CSV: {@code id,type,department,district,lat,lon,metrics,gateway,labels} in any order of
 * columns, by RFC 4180, UTF-8. Metrics are {@code name:unit:min:max:interval} joined by semicolons,
 * labels {@code k=v} joined by semicolons. What a cell says is taken literally, whatever it begins
 * with.
 */
final class CsvRows implements RowReader {
    private static final Set<String> REQUIRED = Set.of("id", "type", "department", "district");
    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "type",
                    "department",
                    "district",
                    "lat",
                    "lon",
                    "metrics",
                    "gateway",
                    "labels");

    private final BoundedRows source;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private long number;
    private boolean over;

    /**
     * Reads the header at once.
     *
     * @throws Problem if the header is not right
     */
    CsvRows(InputStream in) throws IOException {
        this.source =
                new BoundedRows(new InputStreamReader(withoutMark(in), StandardCharsets.UTF_8));
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        CSVParser parser = CSVParser.builder().setReader(source).setFormat(format).get();
        this.records = parser.iterator();
        this.header = header();
    }

    @Override
    public Optional<UploadRow> next() {
        if (over) {
            return Optional.empty();
        }
        try {
            source.rowBegins();
            if (!records.hasNext()) {
                over = true;
                return Optional.empty();
            }
            number++;
            return Optional.of(parse(records.next()));
        } catch (UncheckedIOException | IllegalStateException e) {
            // Behind a quote that is not closed nobody knows where the next row begins.
            over = true;
            number++;
            return Optional.of(
                    UploadRow.bad(
                            number,
                            null,
                            Problem.of(
                                    ProblemKind.MALFORMED,
                                    "the upload cannot be read from this row on, look for a quote"
                                            + " that is not closed: "
                                            + Json.cut(why(e)))));
        }
    }

    /** The parser's own words, without what the iterator wraps them in. */
    private static @Nullable String why(RuntimeException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        try {
            source.rowBegins();
            if (records.hasNext()) {
                records.next().forEach(name -> names.add(name.strip()));
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            throw wrongHeader("cannot be read");
        }
        if (names.isEmpty()) {
            throw wrongHeader("is missing");
        }
        if (names.size() == 1 && names.get(0).contains(";")) {
            throw wrongHeader("has semicolons between the columns; wanted are commas");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!COLUMNS.contains(name)) {
                throw wrongHeader("has the unknown column '" + Json.cut(name) + "'");
            }
            if (!seen.add(name)) {
                throw wrongHeader("has the column '" + name + "' twice");
            }
        }
        if (!seen.containsAll(REQUIRED)) {
            throw wrongHeader("lacks one of id, type, department, district");
        }
        return names;
    }

    private static Problem wrongHeader(String fault) {
        return Problem.of(
                ProblemKind.MALFORMED,
                "the first line " + fault + "; wanted are columns of " + String.join(",", COLUMNS));
    }

    private UploadRow parse(CSVRecord row) {
        if (row.size() != header.size()) {
            return UploadRow.bad(
                    number,
                    row.size() > 0 && header.get(0).equals("id") ? Json.cut(row.get(0)) : null,
                    Problem.of(
                            ProblemKind.MALFORMED,
                            row.size() + " cells; the header has " + header.size()));
        }
        ObjectNode json = Json.object();
        for (int i = 0; i < header.size(); i++) {
            String cell = row.get(i).strip();
            if (cell.indexOf('\uFFFD') >= 0) {
                return UploadRow.bad(
                        number,
                        null,
                        Problem.of(
                                ProblemKind.MALFORMED,
                                header.get(i),
                                "holds bytes that are no UTF-8: save the file as UTF-8"));
            }
            if (!cell.isEmpty()) {
                put(json, header.get(i), cell);
            }
        }
        return RowReader.check(number, json);
    }

    private static void put(ObjectNode json, String column, String cell) {
        switch (column) {
            case "lat", "lon" -> putNumber(json.withObject("/location"), column, cell);
            case "metrics" -> {
                ArrayNode metrics = json.putArray("metrics");
                for (String metric : cell.split(";")) {
                    if (!metric.isBlank()) {
                        putMetric(metrics.addObject(), metric.strip());
                    }
                }
            }
            case "labels" -> {
                ObjectNode labels = json.putObject("labels");
                for (String label : cell.split(";")) {
                    String[] pair = label.strip().split("=", 2);
                    if (!label.isBlank()) {
                        labels.put(pair[0], pair.length == 2 ? pair[1] : "");
                    }
                }
            }
            default -> json.put(column, cell);
        }
    }

    private static void putMetric(ObjectNode json, String metric) {
        String[] parts = metric.split(":", 5);
        putText(json, "name", parts, 0);
        putText(json, "unit", parts, 1);
        for (int i = 2; i <= 3; i++) {
            if (parts.length > i && !parts[i].isBlank()) {
                putNumber(json, i == 2 ? "min" : "max", parts[i].strip());
            }
        }
        putText(json, "interval", parts, 4);
    }

    private static void putText(ObjectNode json, String field, String[] parts, int index) {
        if (parts.length > index && !parts[index].isBlank()) {
            json.put(field, parts[index].strip());
        }
    }

    /** A number where it is one; what is not stays text, for the check to complain of. */
    private static void putNumber(ObjectNode json, String field, String text) {
        try {
            json.put(field, Double.parseDouble(text));
        } catch (NumberFormatException e) {
            json.put(field, text);
        }
    }

    /** Passes over a byte order mark, and refuses those that are not UTF-8's. */
    private static InputStream withoutMark(InputStream in) throws IOException {
        PushbackInputStream pushback = new PushbackInputStream(in, 3);
        byte[] mark = pushback.readNBytes(3);
        if (mark.length >= 2
                && ((mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE)
                        || (mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF))) {
            throw wrongHeader("is UTF-16: save the file as UTF-8");
        }
        boolean utf8 =
                mark.length == 3
                        && mark[0] == (byte) 0xEF
                        && mark[1] == (byte) 0xBB
                        && mark[2] == (byte) 0xBF;
        if (!utf8) {
            pushback.unread(mark);
        }
        return pushback;
    }

    /** Ends a row that does not end: behind an opened quote the parser would collect the rest. */
    private static final class BoundedRows extends Reader {
        private final Reader in;
        private long sinceRowBegan;

        BoundedRows(Reader in) {
            this.in = in;
        }

        void rowBegins() {
            sinceRowBegan = 0;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            sinceRowBegan += Math.max(0, n);
            if (sinceRowBegan > 2L * LONGEST_ROW) {
                throw new IOException("a row is longer than " + LONGEST_ROW + " characters");
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
