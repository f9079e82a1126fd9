package org.sensorium.stream.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer that writes its version before each value, reads every earlier one, and refuses a
 * later one naming both. Stateless, so one instance serves all; subclasses are public with a public
 * constructor without arguments, and have a public {@link SimpleTypeSerializerSnapshot} each.
 */
public abstract class Form<T> extends TypeSerializer<T> {
    private static final int ROOM = 2048;

    /**
     * A checkpoint's own stream passes each number through several others: a value is gathered here
     * and written at once.
     */
    private static final ThreadLocal<DataOutputSerializer> gathered =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(ROOM));

    private final Class<T> type;
    private final int version;
    private final boolean immutable;

    /**
     * @param version what {@link #write} writes, 1 to 127
     * @param immutable whether values may be shared instead of copied
     */
    protected Form(Class<T> type, int version, boolean immutable) {
        this.type = type;
        this.version = version;
        this.immutable = immutable;
    }

    protected abstract void write(T value, DataOutputView out) throws IOException;

    /** Reads what {@link #write} of that version wrote. */
    protected abstract T read(int writtenVersion, DataInputView in) throws IOException;

    /** What Flink's API asks for. */
    public final TypeInformation<T> information() {
        return new FormInformation<>(type, this);
    }

    @Override
    public final void serialize(T value, DataOutputView out) throws IOException {
        if (out instanceof DataOutputSerializer) {
            put(value, out);
        } else {
            DataOutputSerializer buffer = gathered.get();
            buffer.clear();
            put(value, buffer);
            out.write(buffer.getSharedBuffer(), 0, buffer.length());
        }
    }

    private void put(T value, DataOutputView out) throws IOException {
        out.writeByte(version);
        write(value, out);
    }

    @Override
    public final T deserialize(DataInputView in) throws IOException {
        int written = in.readByte();
        if (written < 1 || written > version) {
            throw new IOException(
                    type.getSimpleName()
                            + " is written in version "
                            + written
                            + ", this job reads 1 to "
                            + version
                            + ": start the job version that wrote it, or a later one");
        }
        return read(written, in);
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    /** By way of its form; only needed of state, while a checkpoint is being written. */
    @Override
    public T copy(T from) {
        if (immutable) {
            return from;
        }
        try {
            DataOutputSerializer buffer = gathered.get();
            buffer.clear();
            write(from, buffer);
            return read(
                    version,
                    new DataInputDeserializer(buffer.getSharedBuffer(), 0, buffer.length()));
        } catch (IOException e) {
            throw new UncheckedIOException("copying in memory", e);
        }
    }

    @Override
    public final boolean isImmutableType() {
        return immutable;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    @SuppressWarnings(
            "NullAway") // Flink asks for a value only where it would reuse it; we never do
    public final T createInstance() {
        return null;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
