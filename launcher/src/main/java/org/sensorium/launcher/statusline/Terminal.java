package org.sensorium.launcher.statusline;

import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said to whoever started Sensorium: lines that stay, and one below them that is written
 * over. Safe for use by several threads.
 */
public final class Terminal {
    private static final Logger log = LoggerFactory.getLogger("sensorium");
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean interactive;
    private final int columns;
    private boolean statusShown;

    /**
     * @param interactive whether there is a screen on which a line can be written over
     * @param columns of that screen
     */
    public Terminal(PrintStream out, boolean interactive, int columns) {
        this.out = out;
        this.interactive = interactive;
        this.columns = columns;
    }

    /** Whether somebody watches. */
    public boolean interactive() {
        return interactive;
    }

    /** A line that stays, and stands in the launcher's log too: no secrets. */
    public void say(String line) {
        log.info("{}", line);
        show(line);
    }

    /** A line that stays, but is written to no log. */
    public synchronized void show(String line) {
        out.println((statusShown ? CLEAR : "") + line);
        out.flush();
        statusShown = false;
    }

    /** The line that the next one writes over; without a screen an ordinary line. */
    public synchronized void status(String line) {
        if (!interactive) {
            out.println(line);
        } else {
            String fitting =
                    line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
            out.print(CLEAR + fitting);
            statusShown = true;
        }
        out.flush();
    }
}
