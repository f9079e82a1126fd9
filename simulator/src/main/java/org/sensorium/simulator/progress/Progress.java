package org.sensorium.simulator.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A line of progress: on a terminal rewritten each second, elsewhere a new line every ten seconds.
 * Thread-safe.
 */
public final class Progress {
    private static final long TERMINAL_NANOS = 1_000_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;
    private static final int BAR_WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean quiet;
    private final LongSupplier nanoClock;
    private long shownAt;
    private int shownWidth;

    /**
     * Shows nothing yet.
     *
     * @param out where to
     * @param terminal whether lines can be rewritten there
     * @param quiet whether only {@link #say} is shown
     * @param nanoClock such as {@code System::nanoTime}
     */
    public Progress(PrintStream out, boolean terminal, boolean quiet, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.quiet = quiet;
        this.nanoClock = nanoClock;
        this.shownAt = nanoClock.getAsLong();
    }

    /** Progress on standard output. */
    public static Progress onStandardOutput(boolean quiet) {
        return new Progress(System.out, System.console() != null, quiet, System::nanoTime);
    }

    /** Shows the line if it is time for it; the line is made only then. */
    public synchronized void update(Supplier<String> line) {
        long now = nanoClock.getAsLong();
        if (quiet || now - shownAt < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
            return;
        }
        shownAt = now;
        String text = line.get();
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, shownWidth - text.length())));
            out.flush();
            shownWidth = text.length();
        } else {
            out.println(text);
        }
    }

    /** Prints a line that stays. */
    public synchronized void say(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** Removes the rewritten line, if there is one. */
    public synchronized void wipe() {
        if (shownWidth > 0) {
            out.print("\r" + " ".repeat(shownWidth) + "\r");
            out.flush();
            shownWidth = 0;
        }
    }

    /** A bar such as {@code [######------------------] 25 %}. */
    public static String bar(double share) {
        double bounded = Math.max(0, Math.min(1, share));
        int filled = (int) (bounded * BAR_WIDTH);
        return "["
                + "#".repeat(filled)
                + "-".repeat(BAR_WIDTH - filled)
                + "] "
                + String.format(Locale.ROOT, "%3d %%", (int) (bounded * 100));
    }

    /** A count with thin groups, such as {@code 1,234,567}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
