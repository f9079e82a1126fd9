package org.sensorium.stream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private final Assignment assignment = new Assignment(List.of(), List.of());

    @Test
    void anInboxWaitsForAReader() {
        assertThat(assignment.discovered(List.of("main"))).containsExactly("main");
        assertThat(assignment.assign()).isEmpty();
        assignment.readerCame(0);
        assertThat(assignment.assign()).isEqualTo(Map.of(0, List.of(new InboxSplit("main", 0))));
        assertThat(assignment.assign()).isEmpty();
    }

    @Test
    void inboxesSpreadOverReadersAndNewOnesGoWhereFewestAre() {
        assignment.readerCame(0);
        assignment.readerCame(1);
        assignment.discovered(List.of("a", "b", "c"));
        assertThat(assignment.assign().values()).extracting(List::size).containsExactly(2, 1);
        assertThat(assignment.discovered(List.of("a", "b", "c", "d"))).containsExactly("d");
        assertThat(assignment.assign()).containsOnlyKeys(1);
    }

    @Test
    void whatAFailedReaderWasGivenGoesToAnother() {
        assignment.readerCame(0);
        assignment.readerCame(1);
        assignment.discovered(List.of("a"));
        assignment.assign();
        assignment.readerFailed(0, List.of(new InboxSplit("a", 7)));
        assertThat(assignment.assign()).isEqualTo(Map.of(1, List.of(new InboxSplit("a", 7))));
    }

    @Test
    void aRestoredAssignmentGivesNothingOutTwice() {
        Assignment restored = new Assignment(List.of("a", "b"), List.of(new InboxSplit("b", 3)));
        restored.readerCame(0);
        assertThat(restored.discovered(List.of("a", "b"))).isEmpty();
        assertThat(restored.assign()).isEqualTo(Map.of(0, List.of(new InboxSplit("b", 3))));
    }

    @Test
    void whatACheckpointKeepsIsReadBack() throws IOException {
        AssignedSerializer form = new AssignedSerializer();
        Assigned assigned = new Assigned(List.of("a", "b"), List.of(new InboxSplit("b", 3)));
        assertThat(form.deserialize(1, form.serialize(assigned))).isEqualTo(assigned);
        assertThatThrownBy(() -> form.deserialize(2, new byte[0]))
                .hasMessageContaining("version 2, this job reads 1 to 1");
    }

    @Test
    void aSplitOfVersionOneIsReadForEver() throws IOException {
        byte[] golden = HexFormat.of().parseHex("00046d61696e" + "00000000000f4240");
        InboxSplitSerializer form = new InboxSplitSerializer();
        InboxSplit split = new InboxSplit("main", 1_000_000);
        assertThat(form.deserialize(1, golden)).isEqualTo(split);
        assertThat(form.serialize(split)).isEqualTo(golden);
        assertThatThrownBy(() -> form.deserialize(9, golden))
                .hasMessageContaining("version 9, this job reads 1 to 1");
    }
}
