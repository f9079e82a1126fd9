package org.sensorium.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a corpus: a line a case, columns separated by tabs, their names in the first line. */
final class Corpus {
    private static final Path FOLDER = Path.of("src/test/resources/corpus");

    private Corpus() {}

    /** One line. */
    record Row(String number, String label, Map<String, String> columns) {
        String get(String column) {
            return columns.get(column);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** All lines of {@code name.tsv}. */
    static List<Row> read(String name) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".tsv"));
        List<String> header = cells(lines.get(0));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != header.size()) {
                throw new IOException(cells.size() + " columns in: " + line);
            }
            Map<String, String> columns = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                columns.put(header.get(i), cells.get(i));
            }
            rows.add(
                    new Row(
                            columns.get("case"),
                            columns.get("case") + " " + columns.get("name"),
                            columns));
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\t", -1));
    }
}
