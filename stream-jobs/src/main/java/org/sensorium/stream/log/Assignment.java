package org.sensorium.stream.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which reader reads which inbox. Pure: no Flink runtime in it. An inbox goes to the reader that
 * has fewest and stays there until that reader fails.
 */
final class Assignment {
    private final TreeSet<String> known = new TreeSet<>();
    private final Map<String, InboxSplit> waiting = new LinkedHashMap<>();
    private final TreeMap<Integer, Integer> load = new TreeMap<>();

    /**
     * @param known inboxes that readers have, or had, in their own state
     * @param waiting splits that no reader had when the checkpoint was taken
     */
    Assignment(Collection<String> known, Collection<InboxSplit> waiting) {
        this.known.addAll(known);
        for (InboxSplit split : waiting) {
            this.waiting.put(split.inbox(), split);
        }
    }

    /** Inboxes that were seen; new ones wait for a reader, from the beginning of their log. */
    List<String> discovered(Collection<String> inboxes) {
        List<String> fresh = new ArrayList<>();
        for (String inbox : inboxes) {
            if (known.add(inbox)) {
                waiting.put(inbox, new InboxSplit(inbox, 0));
                fresh.add(inbox);
            }
        }
        return fresh;
    }

    void readerCame(int reader) {
        load.putIfAbsent(reader, 0);
    }

    /** A reader failed, with splits that its last checkpoint did not have. */
    void readerFailed(int reader, Collection<InboxSplit> given) {
        load.remove(reader);
        for (InboxSplit split : given) {
            waiting.put(split.inbox(), split);
        }
    }

    /** Hands the waiting splits out; empty while there is no reader. */
    Map<Integer, List<InboxSplit>> assign() {
        Map<Integer, List<InboxSplit>> plan = new TreeMap<>();
        if (load.isEmpty()) {
            return plan;
        }
        for (InboxSplit split : waiting.values()) {
            int reader = leastLoaded();
            load.merge(reader, 1, Integer::sum);
            plan.computeIfAbsent(reader, r -> new ArrayList<>()).add(split);
        }
        waiting.clear();
        return plan;
    }

    private int leastLoaded() {
        int least = load.firstKey();
        for (Map.Entry<Integer, Integer> entry : load.entrySet()) {
            if (entry.getValue() < load.getOrDefault(least, 0)) {
                least = entry.getKey();
            }
        }
        return least;
    }

    Assigned snapshot() {
        return new Assigned(List.copyOf(known), List.copyOf(waiting.values()));
    }
}
