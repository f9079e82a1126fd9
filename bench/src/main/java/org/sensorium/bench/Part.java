package org.sensorium.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be measured by itself, in the order in which it is. */
enum Part {
    CEILINGS,
    WHOLE1,
    WHOLE10,
    WHOLE50,
    LATENCY,
    CATCHUP,
    GROWTH;

    /** By the word of the command line. */
    static Optional<Part> of(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }

    /** As the command line has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    static String words() {
        return Arrays.stream(values()).map(Part::word).collect(Collectors.joining(", "));
    }
}
