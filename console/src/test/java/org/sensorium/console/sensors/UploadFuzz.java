package org.sensorium.console.sensors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sensorium.console.http.Problem;

/**
 * What has to hold for any upload whatever, as CSV and as NDJSON: it is rows, numbered without a
 * gap, each good or with its problem, or one problem as a whole; reading it again says the same; it
 * ends. Started by the fuzzer, and with its findings by {@link FuzzFindingsTest}.
 */
public final class UploadFuzz {
    private UploadFuzz() {}

    /** What reads an upload. */
    private interface Opener {
        RowReader open(InputStream in) throws IOException;
    }

    /** Where Jazzer begins. */
    public static void fuzzerTestOneInput(byte[] upload) throws IOException {
        for (Opener opener : List.<Opener>of(CsvRows::new, NdjsonRows::new)) {
            List<String> first = transcript(opener, upload);
            require(first.equals(transcript(opener, upload)), "read twice, it differs");
        }
    }

    private static List<String> transcript(Opener opener, byte[] upload) throws IOException {
        List<String> rows = new ArrayList<>();
        RowReader reader;
        try {
            reader = opener.open(new ByteArrayInputStream(upload));
        } catch (Problem problem) {
            return List.of(problem.detail());
        }
        Optional<UploadRow> next = reader.next();
        while (next.isPresent()) {
            UploadRow row = next.get();
            require(row.number() == rows.size() + 1, "row " + row.number() + " out of turn");
            require(rows.size() <= upload.length, "more rows than bytes");
            require(
                    (row.registration() == null) != (row.problem() == null),
                    "neither good nor bad");
            rows.add(described(row));
            next = reader.next();
        }
        require(reader.next().isEmpty(), "a row behind the last");
        return rows;
    }

    private static String described(UploadRow row) {
        Problem problem = row.problem();
        String what = problem == null ? String.valueOf(row.registration()) : problem.detail();
        return row.number() + " " + row.id() + " " + what;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
