package org.sensorium.ingest.health;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be well.
 *
 * @param name such as {@code database}
 * @param problem what is wrong in words, null if nothing is
 * @param remark what people should know although nothing is wrong; empty if there is nothing
 */
public record Check(String name, Supplier<@Nullable String> problem, Supplier<String> remark) {
    /** One without remarks. */
    public Check(String name, Supplier<@Nullable String> problem) {
        this(name, problem, () -> "");
    }
}
