package org.sensorium.stream.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sensorium.stream.fold.Story.NOON;
import static org.sensorium.stream.fold.Story.SECOND;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sensorium.model.IncidentEvent;
import org.sensorium.model.Severity;
import org.sensorium.stream.detect.Town;
import org.sensorium.stream.detector.Turn;

class StormsTest {
    private final Town town = new Town();
    private final Story story = new Story(town);

    private void sensors(int from, int to, @Nullable String gateway, @Nullable String feeder) {
        for (int key = from; key <= to; key++) {
            town.sensor(key, false, gateway, feeder, "north");
        }
    }

    @Test
    void aGatewayThatFallsSilentIsOneIncidentAndWhoStaysSilentRaisesItsOwn() {
        sensors(1, 10, "gw", null);
        for (int key = 1; key <= 8; key++) {
            story.silent(key, 30);
        }
        assertThat(story.clock(35).words()).isEmpty();
        assertThat(story.clock(36).words())
                .containsExactly("raised gateway_silent gw 1 2 3 4 5 6 7 8");
        IncidentEvent raised = story.incidents.get(0);
        assertThat(raised.ordinal()).isZero();
        assertThat(raised.raisedAt().toEpochMilli()).isEqualTo(NOON / 1000);
        assertThat(raised.at().toEpochMilli()).isEqualTo((NOON + 36 * SECOND) / 1000);
        assertThat(raised.district()).isEqualTo("north");
        assertThat(raised.severity()).isEqualTo(Severity.MINOR);
        assertThat(raised.messageEn())
                .isEqualTo("At least half of the sensors behind gateway gw have fallen silent.");
        assertThat(raised.messageZh()).isEqualTo("网关gw下至少一半的传感器失联。");

        for (int key = 1; key <= 6; key++) {
            story.heard(key, 0, 40);
        }
        assertThat(story.clock(45).words()).isEmpty();
        assertThat(story.clock(46).words())
                .containsExactly("cleared gateway_silent gw", "7 BEGAN", "8 BEGAN");
        IncidentEvent cleared = story.incidents.get(1);
        assertThat(cleared.incidentId()).isEqualTo(raised.incidentId());
        assertThat(cleared.ordinal()).isEqualTo(IncidentEvent.LAST_STEP);
        assertThat(cleared.members()).hasSize(8);

        story.heard(7, 0, 50).heard(8, 0, 51);
        assertThat(story.clock(60).words()).containsExactly("7 ENDED", "8 ENDED");
        assertThat(story.remembersNothing()).isTrue();
    }

    @Test
    void whoFallsSilentAloneIsToldOfAfterOneMoreInterval() {
        sensors(1, 10, "gw", null);
        story.silent(3, 30);
        assertThat(story.clock(35).words()).isEmpty();
        assertThat(story.clock(36).words()).containsExactly("3 BEGAN");
        story.heard(3, 0, 40);
        assertThat(story.clock(41).words()).containsExactly("3 ENDED");
        assertThat(story.remembersNothing()).isTrue();
    }

    @Test
    void whoIsHeardAgainBeforeThatIsNotToldOf() {
        sensors(1, 10, "gw", null);
        story.silent(3, 30).heard(3, 0, 33);
        assertThat(story.clock(60).words()).isEmpty();
        assertThat(story.remembersNothing()).isTrue();
    }

    @Test
    void whoBelongsToNoLargeGroupIsToldOfAtOnce() {
        sensors(1, 4, "small", "short");
        story.silent(1, 30).heard(1, 0, 33);
        assertThat(story.words()).containsExactly("1 BEGAN", "1 ENDED");
        assertThat(story.remembersNothing()).isTrue();
    }

    @Test
    void theNarrowestGroupThatIsLargeEnoughCounts() {
        sensors(1, 4, "small", "long");
        sensors(5, 8, null, "long");
        sensors(9, 20, null, null);
        for (int key = 1; key <= 12; key++) {
            story.silent(key, 30);
        }
        // Of the district, too, more than half are silent: those on the feeder count there as well.
        assertThat(story.clock(40).words())
                .containsExactlyInAnyOrder(
                        "raised feeder_silent long 1 2 3 4 5 6 7 8",
                        "raised district_silent north 9 10 11 12");
    }

    @Test
    void whoJoinsAndLeavesIsToldOfOnceAMinute() {
        sensors(1, 10, "gw", null);
        for (int key = 1; key <= 5; key++) {
            story.silent(key, 30);
        }
        story.clock(40).words();
        story.silent(6, 50).silent(7, 52).heard(1, 0, 60);
        assertThat(story.clock(95).words()).isEmpty();
        assertThat(story.clock(96).words())
                .containsExactly("updated gateway_silent gw 2 3 4 5 6 7");
        assertThat(story.clock(600).words()).isEmpty();
        assertThat(story.incidents.get(1).ordinal()).isEqualTo(1);
    }

    @Test
    void aGatewayThatIsHeardOfForAMomentOnlyIsStillSilent() {
        sensors(1, 10, "gw", null);
        for (int key = 1; key <= 10; key++) {
            story.silent(key, 30);
        }
        story.clock(40).words();
        for (int key = 1; key <= 10; key++) {
            story.heard(key, 0, 50);
        }
        for (int key = 1; key <= 5; key++) {
            story.take(Story.found(key, Turn.BEGAN, 50, 55, false));
        }
        assertThat(story.clock(90).words()).isEmpty();
        assertThat(story.clock(96).words()).containsExactly("updated gateway_silent gw 1 2 3 4 5");
    }

    @Test
    void whoHasAnAlertAlreadyIsListedAndKeepsIt() {
        sensors(1, 10, "gw", null);
        story.silent(1, 30);
        assertThat(story.clock(36).words()).containsExactly("1 BEGAN");
        for (int key = 2; key <= 6; key++) {
            story.silent(key, 100);
        }
        assertThat(story.clock(110).words())
                .containsExactly("raised gateway_silent gw 1 2 3 4 5 6");
        for (int key = 2; key <= 6; key++) {
            story.heard(key, 70, 120);
        }
        assertThat(story.clock(200).words()).containsExactly("cleared gateway_silent gw");

        // Silent anew: another incident, though the first sensor's silence is older than both.
        for (int key = 2; key <= 6; key++) {
            story.silent(key, 300);
        }
        story.clock(310);
        assertThat(story.incidents.get(2).incidentId())
                .isNotEqualTo(story.incidents.get(0).incidentId());
    }

    @Test
    void aSensorThatIsTakenDownIsNoLongerSilent() {
        sensors(1, 10, "gw", null);
        story.silent(1, 30);
        story.take(Story.found(1, Turn.ENDED, 0, 31, false));
        for (int key = 2; key <= 7; key++) {
            story.silent(key, 40);
        }
        story.clock(50);
        assertThat(story.words()).containsExactly("raised gateway_silent gw 2 3 4 5 6 7");
        for (int key = 2; key <= 7; key++) {
            town.sensor(key, true, "gw", null, "north");
            story.take(Story.found(key, Turn.ENDED, 10, 55, false));
        }
        assertThat(story.clock(70).words()).containsExactly("cleared gateway_silent gw");
        assertThat(story.remembersNothing()).isTrue();
    }

    @Test
    void aRuleThatChangesMeanwhileIsWhatTheAlertSays() {
        sensors(1, 10, "gw", null);
        story.silent(1, 30).clock(31);
        story.take(Story.found(1, Turn.CHANGED, 0, 32, false));
        assertThat(story.clock(36).words()).containsExactly("1 BEGAN");
        story.take(Story.found(1, Turn.CHANGED, 0, 40, false));
        assertThat(story.words()).isEqualTo(List.of("1 CHANGED"));
    }
}
