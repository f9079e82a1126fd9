package org.sensorium.stream.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the inbox's name and the offset. */
final class InboxSplitSerializer implements SimpleVersionedSerializer<InboxSplit> {
    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(InboxSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(split.inbox());
        out.writeLong(split.offset());
        return bytes.toByteArray();
    }

    @Override
    public InboxSplit deserialize(int version, byte[] serialized) throws IOException {
        refuseUnknown(version, VERSION, "log split");
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return new InboxSplit(in.readUTF(), in.readLong());
    }

    static void refuseUnknown(int version, int known, String what) throws IOException {
        if (version < 1 || version > known) {
            throw new IOException(
                    "the "
                            + what
                            + " is written in version "
                            + version
                            + ", this job reads 1 to "
                            + known
                            + ": start the job version that wrote it, or a later one");
        }
    }
}
