package org.sensorium.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of an incident, one matter about many sensors, as the job found it.
 *
 * @param incidentId from {@link IncidentId}: the same whenever the same thing is found again
 * @param ordinal counts the steps of this incident from 0 (raised); with the id it names the step,
 *     so a repeat is known. A cleared one has {@link #LAST_STEP}.
 * @param kind raised, updated or cleared
 * @param what what it is about
 * @param group which gateway device, feeder, district or area; at most one incident is open for one
 *     kind, group, type and metric
 * @param type the sensors' type, where it is about one
 * @param metric the metric, where it is about one
 * @param district where it is; of sensors in several districts, the one of most of them
 * @param severity how urgent
 * @param raisedAt when it began: the onset of its earliest member
 * @param at when this step was found, on the clock of the detector behind it
 * @param members all that it has ever had, those that have left it included
 * @param messageEn a sentence for people. Every department that sees one of the sensors reads it,
 *     so it does not say how many there are.
 * @param messageZh the same in Chinese
 */
public record IncidentEvent(
        String incidentId,
        int ordinal,
        AlertEventKind kind,
        IncidentKind what,
        String group,
        @Nullable String type,
        @Nullable String metric,
        String district,
        Severity severity,
        Instant raisedAt,
        Instant at,
        List<Member> members,
        String messageEn,
        String messageZh) {
    /**
     * The ordinal of the step that clears, however many came before: how many did may differ after
     * a crash, where a rule was changed in between, and a clearing must never pass for a repeat.
     */
    public static final int LAST_STEP = Integer.MAX_VALUE;

    public IncidentEvent {
        members = List.copyOf(members);
    }

    /**
     * A series that is, or was, part of it.
     *
     * @param since when that began
     * @param until when it left, null while it has not
     */
    public record Member(int sensorKey, short metricKey, Instant since, @Nullable Instant until) {}
}
