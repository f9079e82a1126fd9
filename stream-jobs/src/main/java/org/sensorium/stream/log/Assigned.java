package org.sensorium.stream.log;

import java.util.List;

/**
 * What a checkpoint keeps of the assignment.
 *
 * @param known inboxes that were discovered
 * @param waiting splits that no reader has
 */
public record Assigned(List<String> known, List<InboxSplit> waiting) {}
