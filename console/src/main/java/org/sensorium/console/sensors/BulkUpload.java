package org.sensorium.console.sensors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.sensorium.console.http.Call;
import org.sensorium.console.http.Json;
import org.sensorium.console.http.Problem;
import org.sensorium.console.http.ProblemKind;
import org.sensorium.registry.access.Actor;
import org.sensorium.registry.access.Refused;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.sensors.Outcome;
import org.sensorium.registry.sensors.Registration;
import org.sensorium.registry.sensors.SensorRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers rows as they come in and answers each as it is done. A batch is what has come in, up to
 * a thousand rows; it is registered before we would wait for more.
 */
final class BulkUpload {
    private static final Logger log = LoggerFactory.getLogger(BulkUpload.class);
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final int BATCH_ROWS = 1000;
    private static final long MOST_ROWS = 1_000_000;
    private static final int AT_ONCE = 4;

    private final Registration registration;
    private final Semaphore uploads = new Semaphore(AT_ONCE);

    BulkUpload(Registration registration) {
        this.registration = registration;
    }

    void upload(Call call) throws IOException {
        boolean rotate =
                !call.query("credentials").words("credentials", Set.of("rotate")).isEmpty();
        String type = call.contentType(Set.of(CSV, NDJSON));
        if (!uploads.tryAcquire()) {
            throw Problem.of(
                            ProblemKind.THROTTLED,
                            AT_ONCE + " uploads are under way already: try again in a while")
                    .with("Retry-After", "5");
        }
        try {
            upload(call, type, rotate);
        } finally {
            uploads.release();
        }
    }

    private void upload(Call call, String type, boolean rotate) throws IOException {
        Batch batch = new Batch(call.actor(), rotate);
        InputStream in = new Impatient(call.context().req().getInputStream(), batch);
        RowReader rows = type.equals(CSV) ? new CsvRows(in) : new NdjsonRows(in);
        call.context().status(200);
        call.context().contentType(NDJSON);
        try (ResultLines results = new ResultLines(call.context().res().getOutputStream())) {
            batch.answerTo(results);
            Optional<UploadRow> row = rows.next();
            while (row.isPresent()) {
                batch.add(row.get());
                row = rows.next();
            }
            batch.register();
        } catch (SQLException e) {
            // Rows are answered already: what was told stays true, the rest goes unanswered.
            log.warn("bulk registration: broken off, the database does not answer", e);
            throw new IOException("the database does not answer", e);
        }
    }

    /** Rows that wait for their transaction. */
    private final class Batch {
        private final Actor actor;
        private final boolean rotate;
        private final List<UploadRow> rows = new ArrayList<>();
        private @Nullable ResultLines results;

        Batch(Actor actor, boolean rotate) {
            this.actor = actor;
            this.rotate = rotate;
        }

        void answerTo(ResultLines lines) {
            results = lines;
        }

        void add(UploadRow row) throws IOException, SQLException {
            if (row.number() > MOST_ROWS) {
                throw new IOException("more than " + MOST_ROWS + " rows in one upload");
            }
            rows.add(row);
            if (rows.size() >= BATCH_ROWS) {
                register();
            }
        }

        void register() throws IOException, SQLException {
            ResultLines lines = results;
            if (rows.isEmpty() || lines == null) {
                return;
            }
            List<SensorRegistration> sound = new ArrayList<>();
            for (UploadRow row : rows) {
                if (row.registration() != null) {
                    sound.add(row.registration());
                }
            }
            Iterator<Outcome> outcomes = registration.register(actor, sound, rotate).iterator();
            ByteArrayOutputStream text = new ByteArrayOutputStream(rows.size() * 160);
            for (UploadRow row : rows) {
                @Nullable Problem problem = row.problem();
                ObjectNode result =
                        problem == null ? result(row, outcomes.next()) : rejected(row, problem);
                text.writeBytes(Json.bytes(result));
                text.write('\n');
            }
            rows.clear();
            lines.add(text.toByteArray());
        }
    }

    private static ObjectNode result(UploadRow row, Outcome outcome) {
        @Nullable Refused refusal = outcome.refusal();
        if (refusal != null) {
            return rejected(row, Problem.of(refusal));
        }
        ObjectNode json = Json.object();
        json.put("row", row.number());
        json.put("id", row.id());
        json.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
        @Nullable SensorSecret secret = outcome.secret();
        if (secret != null) {
            SensorJson.withCredentials(json, String.valueOf(row.id()), secret);
        }
        return json;
    }

    private static ObjectNode rejected(UploadRow row, Problem problem) {
        ObjectNode json = Json.object();
        json.put("row", row.number());
        json.put("id", row.id());
        json.put("status", "rejected");
        json.set("problem", problem.toJson());
        return json;
    }

    /** Has the batch registered before it waits for bytes that are not there yet. */
    private static final class Impatient extends FilterInputStream {
        private final Batch batch;

        Impatient(InputStream in, Batch batch) {
            super(in);
            this.batch = batch;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (in.available() == 0) {
                try {
                    batch.register();
                } catch (SQLException e) {
                    throw new IOException("the database does not answer", e);
                }
            }
            return super.read(buffer, offset, length);
        }
    }
}
