package org.sensorium.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of an event loop, whose thread alone calls it. */
abstract class Link {
    private static final int LEAST_IN_BYTES = 512;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out;
    private ByteBuffer in = ByteBuffer.allocate(LEAST_IN_BYTES);
    private volatile boolean ready;
    private boolean waitsForRoom;

    Link(Selector selector, int port, int outBytes, byte[] connect) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        out = ByteBuffer.allocateDirect(Math.max(outBytes, connect.length));
        out.put(connect);
        flush();
    }

    /** Where a frame is put; {@link #flush} sends it. */
    final ByteBuffer out() {
        return out;
    }

    /** Whether the broker has said that it may begin. */
    final boolean isReady() {
        return ready;
    }

    /** Sends what is in {@link #out}, as far as the socket takes it. */
    final void flush() throws IOException {
        out.flip();
        channel.write(out);
        boolean rest = out.hasRemaining();
        out.compact();
        if (rest != waitsForRoom) {
            waitsForRoom = rest;
            key.interestOps(SelectionKey.OP_READ | (rest ? SelectionKey.OP_WRITE : 0));
        }
    }

    /** Reads and writes what it can. */
    final void turn() throws IOException {
        if (key.isWritable()) {
            flush();
        }
        if (key.isReadable()) {
            read();
            turned();
        }
    }

    /** All that could be read was. */
    void turned() throws IOException {
        // Most have nothing to say then.
    }

    private void read() throws IOException {
        while (true) {
            int read = channel.read(in);
            if (read < 0) {
                throw new EOFException("the broker closed a connection");
            }
            boolean full = !in.hasRemaining();
            in.flip();
            takeFrames();
            in.compact();
            if (!full) {
                return;
            }
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
            }
        }
    }

    private void takeFrames() throws IOException {
        while (true) {
            int length = Frames.lengthOf(in);
            if (length < 0 || in.remaining() < length) {
                return;
            }
            int next = in.position() + length;
            int limit = in.limit();
            in.limit(next);
            take(in);
            in.limit(limit).position(next);
        }
    }

    private void take(ByteBuffer frame) throws IOException {
        int first = frame.get(frame.position()) & 0xFF;
        switch (first & Frames.TYPE) {
            case Frames.CONNACK -> {
                refuseError("CONNECT", frame.get(frame.position() + 3));
                connected(Frames.receiveMaximum(frame));
            }
            case Frames.SUBACK -> {
                refuseError("SUBSCRIBE", frame.get(frame.limit() - 1));
                ready();
            }
            case Frames.DISCONNECT ->
                    throw new IOException(
                            "the broker disconnects, reason "
                                    + (frame.remaining() > 2
                                            ? frame.get(frame.position() + 2) & 0xFF
                                            : 0));
            default -> received(first, frame);
        }
    }

    private static void refuseError(String what, byte reason) throws IOException {
        if ((reason & 0xFF) >= Frames.LEAST_ERROR) {
            throw new IOException("the broker refuses a " + what + ", reason " + (reason & 0xFF));
        }
    }

    final void ready() {
        ready = true;
    }

    /** The broker has accepted the sign-in. */
    abstract void connected(int receiveMaximum) throws IOException;

    /** Any other frame, from its first byte to the buffer's limit. */
    abstract void received(int firstByte, ByteBuffer frame) throws IOException;

    final void close(@Nullable Throwable cause) {
        try {
            channel.close();
        } catch (IOException e) {
            if (cause != null) {
                cause.addSuppressed(e);
            }
        }
    }
}
