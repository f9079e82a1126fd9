package org.sensorium.launcher.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in a backup: enough to refuse what cannot be restored here, and to prove that what was
 * restored is what was there.
 *
 * @param format of the file; a reader refuses those that it does not know
 * @param createdAt RFC 3339: readings that were received later are not in it
 * @param timescaledb the extension's version, which has to be the same where it is restored
 * @param schema the last migration in it
 * @param counts rows by table, of the very snapshot that was dumped
 */
record Manifest(
        int format, String createdAt, String timescaledb, int schema, Map<String, Long> counts) {
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    Manifest {
        counts = new TreeMap<>(counts);
    }

    String toJson() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /**
     * @throws IOException if it is none, or of another format
     */
    static Manifest parse(byte[] json) throws IOException {
        Manifest manifest = JSON.readValue(json, Manifest.class);
        if (manifest.format() != FORMAT) {
            throw new IOException(
                    "the backup has format "
                            + manifest.format()
                            + ", this version reads "
                            + FORMAT
                            + ": restore it with the version that wrote it");
        }
        return manifest;
    }
}
