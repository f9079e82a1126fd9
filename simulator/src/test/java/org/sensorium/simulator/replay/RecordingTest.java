package org.sensorium.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sensorium.simulator.publish.Message;
import org.sensorium.simulator.register.SensorRegistration;

class RecordingTest {
    private static final String HEADER = "sensor_id,metric,unit,timestamp,value,label\n";

    @TempDir private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "recorded", ".csv"), content);
    }

    private static List<RecordedRow> rows(Tape tape) throws IOException {
        List<RecordedRow> rows = new ArrayList<>();
        for (RecordedRow row = tape.next(); row != null; row = tape.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static RecordedSensors sensors(Path file) throws IOException {
        return RecordedSensors.in(List.of(file), rows -> {});
    }

    @Test
    void aZippedFileIsKnownByItsContentAndColumnsByTheirNames() throws IOException {
        Path file = folder.resolve("recorded.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(
                    "\uFEFFvalue,timestamp,metric,sensor_id\n1.50,2014-02-14T14:30:00Z,level,a\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        try (UnpacedTape tape = new UnpacedTape(List.of(file, file))) {
            RecordedRow row = new RecordedRow("a", "level", "", "2014-02-14T14:30:00Z", "1.50");
            assertThat(rows(tape)).containsExactly(row, row);
        }
    }

    @Test
    void aFileThatIsNoRecordingIsRefusedWithWhatIsWanted() throws IOException {
        Path wrong = file("timestamp,value\n1,2\n");
        assertThatThrownBy(() -> sensors(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(wrong.toString())
                .hasMessageContaining("'sensor_id'");
        assertThatThrownBy(() -> sensors(folder.resolve("none.csv")))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void rowsThatSayTheSameAreOneWhateverTheirWording() throws IOException {
        RecordedSensors sensors =
                sensors(
                        file(
                                HEADER
                                        + "a,level,m,2014-02-14T14:30:00Z,1.5,0\n"
                                        + "a,level,m,2014-02-14T15:30:00+01:00,1.50,1\n"
                                        + "a,level,m,1392388200000,15e-1,1\n"
                                        + "a,level,m,2014-02-14T14:30:00Z,1.6,0\n"
                                        + "a,level,m,yesterday,1.6,0\n"
                                        + "a,level,m,yesterday,,0\n"));
        assertThat(sensors.rows()).isEqualTo(6);
        assertThat(sensors.distinctRows()).isEqualTo(4);
    }

    @Test
    void sensorsAreRegisteredWithAllTheirMetricsAndWhatCannotBeIsTold() throws IOException {
        RecordedSensors sensors =
                sensors(
                        file(
                                HEADER
                                        + "a,level,m,2014-02-14T14:30:00Z,1,\n"
                                        + "a,flow,,2014-02-14T14:30:00Z,2,\n"
                                        + "a,PM 2.5,ug/m3,2014-02-14T14:30:00Z,2,\n"
                                        + "no id,level,m,2014-02-14T14:30:00Z,1,\n"
                                        + "b,Wrong,m,2014-02-14T14:30:00Z,1,\n"));
        assertThat(sensors.ids()).containsExactly("a");
        SensorRegistration a = sensors.registrations().get(0);
        assertThat(a.metrics())
                .extracting(metric -> metric.name() + ":" + metric.unit())
                .containsExactly("level:m", "flow:1");
        assertThat(sensors.examples())
                .anySatisfy(words -> assertThat(words).contains(":5: 'no id'"))
                .anySatisfy(words -> assertThat(words).contains("sensor 'b'"));
    }

    @Test
    void pacedRowsComeSideBySideEachSensorsInItsOrder() throws IOException {
        Path file =
                file(
                        HEADER
                                + "a,x,1,1970-01-01T00:00:10Z,1,\n"
                                + "a,x,1,1970-01-01T00:00:30Z,2,\n"
                                + "a,x,1,1970-01-01T00:00:20Z,3,\n" // its clock stepped back
                                + "b,x,1,1970-01-01T00:00:15Z,4,\n"
                                + "b,x,1,whenever,5,\n");
        PacedTape tape = new PacedTape(List.of(file), 10);
        List<String> story = new ArrayList<>();
        for (RecordedRow row = tape.next(); row != null; row = tape.next()) {
            story.add(row.value() + " after " + tape.dueNanos() / 1_000_000 + " ms");
        }
        assertThat(story)
                .containsExactly(
                        "1 after 0 ms",
                        "4 after 500 ms",
                        "5 after 500 ms",
                        "2 after 2000 ms",
                        "3 after 2000 ms");
    }

    @Test
    void numbersGoAsTheyAreWrittenAndTheRestCostsOnlyItself() {
        Bundles bundles = new Bundles(List.of("a", "b"));
        String time = "2014-02-14T14:30:00Z";
        assertThat(bundles.add(new RecordedRow("b", "x", "", time, "1.50"))).isNull();
        assertThat(bundles.add(new RecordedRow("b", "x", "", "-1000", "+.5"))).isNull();
        assertThat(bundles.add(new RecordedRow("b", "x", "", "0012", "NaN"))).isNull();
        assertThat(bundles.add(new RecordedRow("b", "x\"", "", "", ""))).isNull();
        assertThat(bundles.add(new RecordedRow("b", "x", "", time, "true"))).isNull();
        List<Message> messages = bundles.drain();
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).sensor()).isEqualTo(1);
        assertThat(messages.get(0).readings()).isEqualTo(5);
        assertThat(new String(messages.get(0).payload(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "[{\"ts\":\"2014-02-14T14:30:00Z\",\"values\":{\"x\":1.50}},"
                                + "{\"ts\":-1000,\"values\":{\"x\":0.5}},"
                                + "{\"ts\":\"0012\",\"values\":{\"x\":\"NaN\"}},"
                                + "{\"ts\":\"\",\"values\":{\"x\\\"\":\"\"}},"
                                + "{\"ts\":\"2014-02-14T14:30:00Z\",\"values\":{\"x\":true}}]");
        assertThat(bundles.drain()).isEmpty();
    }

    @Test
    void aBundleThatIsFullIsAMessage() {
        Bundles bundles = new Bundles(List.of("a"));
        RecordedRow row = new RecordedRow("a", "x", "", "1", "2");
        for (int i = 1; i < 500; i++) {
            assertThat(bundles.add(row)).isNull();
        }
        assertThat(bundles.add(row)).extracting(Message::readings).isEqualTo(500);
        assertThat(bundles.drain()).isEmpty();
    }
}
