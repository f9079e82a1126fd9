package org.sensorium.faults.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.sensorium.faults.proxy.Mischief.Verdict;
import org.sensorium.faults.proxy.Proxy.Protocol;

/** One client's connection through a proxy: a thread for each direction. */
final class Link {
    private static final int FIRST_BUFFER = 16 * 1024;

    private final Proxy proxy;
    private final Protocol protocol;
    private final Socket client;
    private final Socket server;
    private final Object change = new Object();
    private volatile String name = "";
    private volatile boolean closed;

    Link(Proxy proxy, Protocol protocol, Socket client, Socket server) {
        this.proxy = proxy;
        this.protocol = protocol;
        this.client = client;
        this.server = server;
    }

    void start() {
        PostgresFrames.Handshake handshake = new PostgresFrames.Handshake();
        pump(client, server, true, handshake);
        pump(server, client, false, handshake);
    }

    /** Who is connected; empty before it has said so. */
    String client() {
        return name;
    }

    /** Both sides find the connection reset. */
    void reset() {
        closed = true;
        proxy.forget(this);
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It is gone, which is what was wanted.
            }
        }
        wake();
    }

    void wake() {
        synchronized (change) {
            change.notifyAll();
        }
    }

    private void pump(
            Socket from, Socket to, boolean toServer, PostgresFrames.Handshake handshake) {
        Frames frames =
                protocol == Protocol.MQTT
                        ? new MqttFrames()
                        : new PostgresFrames(toServer, handshake);
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                carry(
                                        from.getInputStream(),
                                        to.getOutputStream(),
                                        frames,
                                        toServer);
                            } catch (IOException e) {
                                // One side is gone: so is the other.
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            reset();
                        },
                        "link");
        thread.setDaemon(true);
        thread.start();
    }

    private void carry(InputStream in, OutputStream out, Frames frames, boolean toServer)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[FIRST_BUFFER];
        int end = 0;
        while (!closed) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return;
            }
            end += read;
            int from = 0;
            int length = frames.complete(buffer, from, end);
            while (length > 0) {
                if (!pass(Arrays.copyOfRange(buffer, from, from + length), out, toServer)) {
                    return;
                }
                from += length;
                length = from == end ? 0 : frames.complete(buffer, from, end);
            }
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
    }

    private boolean pass(byte[] bytes, OutputStream out, boolean toServer)
            throws IOException, InterruptedException {
        introduce(bytes, toServer);
        Verdict verdict = proxy.mischief().judge(new Frame(name, toServer, bytes));
        if (verdict == Verdict.DROP) {
            return true;
        }
        if (verdict == Verdict.RESET) {
            return false;
        }
        awaitWeather();
        if (proxy.weather().sliced()) {
            for (byte each : bytes) {
                out.write(each);
            }
        } else {
            out.write(bytes);
        }
        return !closed;
    }

    private void introduce(byte[] bytes, boolean toServer) {
        if (!toServer || !name.isEmpty()) {
            return;
        }
        if (protocol == Protocol.MQTT) {
            name = MqttFrames.type(bytes, 0) == 1 ? MqttFrames.clientId(bytes) : "?";
        } else if (bytes.length > 8) {
            name = PostgresFrames.parameter(bytes, "application_name");
        }
    }

    private void awaitWeather() throws InterruptedException {
        long latency = proxy.weather().latency().toMillis();
        if (latency > 0) {
            TimeUnit.MILLISECONDS.sleep(latency);
        }
        synchronized (change) {
            while (proxy.weather().silent() && !closed) {
                change.wait();
            }
        }
    }
}
