package org.sensorium.launcher.supervise;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One part under watch: when it dies it is brought back, after a wait that grows while it keeps
 * dying. Safe for use by several threads.
 */
public final class Supervised {
    private final Startable part;
    private final Clock clock;
    private final Later later;
    private final Consumer<String> notices;
    private final BackOff backOff = new BackOff();
    private @Nullable Life life;
    private Instant began = Instant.EPOCH;
    private boolean wanted;
    private int deaths;
    private String lastDeath = "";

    /**
     * @param later runs restarts, which may take long (a database that recovers)
     * @param notices takes a line whenever the part dies or comes back
     */
    public Supervised(Startable part, Clock clock, Later later, Consumer<String> notices) {
        this.part = part;
        this.clock = clock;
        this.later = later;
        this.notices = notices;
    }

    /** The part's name. */
    public String name() {
        return part.name();
    }

    /**
     * Starts the part for the first time; from now on it is brought back whenever it dies.
     *
     * @throws IOException if it cannot even be started
     */
    public synchronized void start() throws IOException {
        wanted = true;
        begin();
    }

    /** See {@link Startable#prepareRestart}. */
    public boolean prepareRestart() {
        return part.prepareRestart();
    }

    /** How often it has died since {@link #start}. */
    public synchronized int deaths() {
        return deaths;
    }

    /** How it died last; empty if it never has. */
    public synchronized String lastDeath() {
        return lastDeath;
    }

    /** No longer brings it back, and stops it. Does nothing when it is not started. */
    public void stop(Duration grace) {
        @Nullable Life last;
        synchronized (this) {
            wanted = false;
            last = life;
            life = null;
        }
        if (last != null && !last.stop(grace)) {
            notices.accept(
                    part.name() + " did not stop in order within " + grace.toSeconds() + " s");
        }
    }

    private synchronized void begin() throws IOException {
        began = clock.instant();
        Life fresh = part.start();
        life = fresh;
        var unused = fresh.ended().thenAccept(how -> died(fresh, how));
    }

    private synchronized void died(Life dead, String how) {
        if (life != dead) {
            return; // stopped on purpose
        }
        life = null;
        comeBackAfter(how, dead.wasKilled());
    }

    private synchronized void comeBackAfter(String how, boolean killed) {
        if (!wanted) {
            return;
        }
        deaths++;
        lastDeath = how;
        Duration wait = backOff.after(Duration.between(began, clock.instant()), killed);
        notices.accept(
                part.name()
                        + " ended ("
                        + how
                        + "): starting it again in "
                        + wait.toMillis() / 1000.0
                        + " s");
        later.run(wait, this::comeBack);
    }

    private synchronized void comeBack() {
        if (!wanted || life != null) {
            return;
        }
        try {
            begin();
            notices.accept(part.name() + " is started again");
        } catch (IOException e) {
            comeBackAfter(String.valueOf(e.getMessage()), false);
        }
    }
}
