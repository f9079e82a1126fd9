package org.sensorium.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C and SIGTERM: the command is told, ends in good order, and its own exit code is the
 * process's. A second signal cannot hurry it, but patience is bounded.
 */
final class Interruption implements BooleanSupplier {
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile int exitCode = 1;

    /** Begins to listen to signals. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "interruption"));
    }

    /** Whether the process is to end. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    /** The command is over; to be called before the exit. */
    void over(int code) {
        exitCode = code;
        ended.countDown();
    }

    private void end() {
        asked = true;
        boolean inTime = false;
        try {
            inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        // Without this the exit code of a process that got a signal would always be the signal's.
        Runtime.getRuntime().halt(inTime ? exitCode : 1);
    }
}
