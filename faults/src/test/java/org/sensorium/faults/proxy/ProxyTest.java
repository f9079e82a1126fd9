package org.sensorium.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sensorium.faults.proxy.Mischief.Verdict;

class ProxyTest {
    private static final byte[] PUBACK = {0x40, 2, 0, 7};
    private static final byte[] PING = {(byte) 0xC0, 0};

    private ServerSocket listener;
    private Proxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = new Proxy(Proxy.Protocol.MQTT, listener.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        client.setSoTimeout(10_000);
        server.setSoTimeout(10_000);
    }

    @AfterEach
    void disconnect() throws IOException {
        proxy.close();
        client.close();
        server.close();
        listener.close();
    }

    @Test
    void passesEverythingOn() throws IOException {
        client.getOutputStream().write(PING);
        assertThat(server.getInputStream().readNBytes(2)).isEqualTo(PING);
        server.getOutputStream().write(PUBACK);
        assertThat(client.getInputStream().readNBytes(4)).isEqualTo(PUBACK);
    }

    @Test
    void dropsWhatItIsToldTo() throws IOException {
        AtomicInteger seen = new AtomicInteger();
        proxy.mischief(
                frame ->
                        frame.isPuback() && seen.incrementAndGet() == 1
                                ? Verdict.DROP
                                : Verdict.PASS);

        server.getOutputStream().write(PUBACK);
        server.getOutputStream().write(PING);

        assertThat(client.getInputStream().readNBytes(2)).isEqualTo(PING);
        assertThat(seen).hasValue(1);
    }

    @Test
    void whatIsSentInASilentPartitionArrivesAfterwards() throws IOException {
        proxy.weather(Weather.SILENT);
        client.getOutputStream().write(PING);
        proxy.heal();

        assertThat(server.getInputStream().readNBytes(2)).isEqualTo(PING);
    }

    @Test
    void slicesArriveWhole() throws IOException {
        proxy.weather(Weather.SLICED);
        client.getOutputStream().write(PUBACK);

        assertThat(server.getInputStream().readNBytes(4)).isEqualTo(PUBACK);
    }

    @Test
    void aResetIsFeltOnBothSides() {
        proxy.reset(name -> true);

        assertThatThrownBy(() -> readToTheEnd(client)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> readToTheEnd(server)).isInstanceOf(IOException.class);
    }

    private static void readToTheEnd(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("ended");
        }
    }
}
