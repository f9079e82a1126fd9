package org.sensorium.stream.detector;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sensorium.model.DetectorKind;
import org.sensorium.model.Rule;
import org.sensorium.model.Severity;

/** One series under a detector: says what was found, in short words. */
final class Series {
    static final long SECOND = 1_000_000;
    static final long MINUTE = 60 * SECOND;

    Detector detector;
    Memory memory;
    final List<String> found = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    double score;

    Series(Detector detector) {
        this.detector = detector;
        this.memory = Memory.fresh(detector.kind());
    }

    static Rule rule(DetectorKind kind, String... parameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return new Rule("r-1", 1, null, null, null, null, kind, Severity.MAJOR, true, named);
    }

    static Series under(DetectorKind kind, String... parameters) {
        return new Series(Detector.of(rule(kind, parameters), null));
    }

    Series at(long micros, double value) {
        return at(micros, value, micros);
    }

    Series at(long micros, double value, long receivedMicros) {
        score = detector.observe(memory, micros, value, receivedMicros, this::take);
        return this;
    }

    Series elapse(long clockMicros) {
        detector.elapse(memory, clockMicros, this::take);
        return this;
    }

    private void take(Finding finding) {
        findings.add(finding);
        said.add(detector.explain(finding, "it", Locale.ENGLISH));
        found.add(
                finding.turn()
                        + " "
                        + finding.onsetMicros() / SECOND
                        + ".."
                        + finding.atMicros() / SECOND
                        + " "
                        + Words.number(finding.value()));
    }

    /** Goes on from what was written down. */
    Series restored() {
        Series restored = new Series(detector);
        restored.memory = readBack(written());
        restored.found.addAll(found);
        return restored;
    }

    byte[] written() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            memory.write(new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Memory readBack(byte[] bytes) {
        try {
            return Memory.read(
                    Memory.VERSION,
                    detector.kind(),
                    new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
