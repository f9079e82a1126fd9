package org.sensorium.sink.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets for Paho. When it connects, one of its threads looks every 100 ms whether another has
 * begun to read; if that one has begun and ended in between, the first one looks for ever, and each
 * attempt leaves one behind (<a
 * href="https://github.com/eclipse-paho/paho.mqtt.java/issues/850">eclipse-paho/paho.mqtt.java
 * #850</a>). A proxy in front of a broker that is down does just that: accepts, and drops at once.
 * So the end of a connection is not told before it is a second old.
 */
public final class PahoSockets extends SocketFactory {
    private static final Duration LEAST_AGE = Duration.ofSeconds(1);
    private static final String UNCONNECTED = "Paho connects its sockets itself";

    private PahoSockets() {}

    /** For a connection to that address; null, which is Paho's own, where TLS makes the socket. */
    public static @Nullable SocketFactory to(String url) {
        return url.startsWith("tcp:") ? new PahoSockets() : null;
    }

    @Override
    public Socket createSocket() {
        return new LastingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException(UNCONNECTED);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException(UNCONNECTED);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException(UNCONNECTED);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException(UNCONNECTED);
    }

    private static final class LastingSocket extends Socket {
        private volatile long connectedNanos = System.nanoTime();

        @Override
        public void connect(SocketAddress to, int timeoutMillis) throws IOException {
            super.connect(to, timeoutMillis);
            connectedNanos = System.nanoTime();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new LastingStream(super.getInputStream());
        }

        private void awaitAge() {
            long left = LEAST_AGE.toNanos() - (System.nanoTime() - connectedNanos);
            if (left > 0) {
                try {
                    Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private final class LastingStream extends FilterInputStream {
            LastingStream(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                try {
                    return told(super.read());
                } catch (IOException e) {
                    throw told(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return told(super.read(into, offset, length));
                } catch (IOException e) {
                    throw told(e);
                }
            }

            private int told(int read) {
                if (read < 0) {
                    awaitAge();
                }
                return read;
            }

            private IOException told(IOException failure) {
                if (!(failure instanceof SocketTimeoutException)) {
                    awaitAge();
                }
                return failure;
            }
        }
    }
}
