package org.sensorium.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Stands between a client and a server of ours and knows their frames. Listens on loopback from its
 * beginning; connects to the server for each client. Thread-safe.
 */
public final class Proxy implements AutoCloseable {
    private final Protocol protocol;
    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Weather weather = Weather.FAIR;
    private volatile Mischief mischief = Mischief.NONE;

    /** The protocols whose frames are known. */
    public enum Protocol {
        MQTT,
        POSTGRES
    }

    /**
     * Begins to listen on a free port.
     *
     * @param serverPort on loopback; nobody has to listen there yet
     */
    public Proxy(Protocol protocol, int serverPort) throws IOException {
        this.protocol = protocol;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        this.listener = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "proxy-" + serverPort);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on. */
    public void weather(Weather now) {
        weather = now;
        links.forEach(Link::wake);
    }

    /** From now on. */
    public void mischief(Mischief now) {
        mischief = now;
    }

    /** Resets connections of some clients, by client id or application name. */
    public int reset(Predicate<String> whose) {
        int count = 0;
        for (Link link : links) {
            if (whose.test(link.client())) {
                link.reset();
                count++;
            }
        }
        return count;
    }

    /** Resets so many connections at random. */
    public void resetSome(int count, Random dice) {
        Link[] all = links.toArray(Link[]::new);
        for (int i = 0; i < count && all.length > 0; i++) {
            all[dice.nextInt(all.length)].reset();
        }
    }

    /** Passes everything on again. */
    public void heal() {
        mischief = Mischief.NONE;
        weather(Weather.FAIR);
    }

    Weather weather() {
        return weather;
    }

    Mischief mischief() {
        return mischief;
    }

    void forget(Link link) {
        links.remove(link);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (weather.refusing()) {
                    client.setSoLinger(true, 0);
                    client.close();
                    continue;
                }
                open(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("a proxy cannot listen any more", e);
                }
            }
        }
    }

    private void open(Socket client) throws IOException {
        Socket upstream = new Socket();
        try {
            upstream.connect(server, 2_000);
        } catch (IOException e) {
            // Nobody there: the client finds what it would have found without us.
            upstream.close();
            client.setSoLinger(true, 0);
            client.close();
            return;
        }
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        Link link = new Link(this, protocol, client, upstream);
        links.add(link);
        link.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(Link::reset);
    }
}
