package org.sensorium.bench.ceiling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Waits for a program that says nothing when it is ready. */
final class Listener {
    private Listener() {}

    /** Returns when somebody listens on a port of this machine. */
    static void await(int port, long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!isThere(port)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("nobody listens on port " + port);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean isThere(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
