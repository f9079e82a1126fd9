package org.sensorium.stream.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the known inboxes, then the waiting splits. */
final class AssignedSerializer implements SimpleVersionedSerializer<Assigned> {
    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Assigned assigned) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(assigned.known().size());
        for (String inbox : assigned.known()) {
            out.writeUTF(inbox);
        }
        out.writeInt(assigned.waiting().size());
        for (InboxSplit split : assigned.waiting()) {
            out.writeUTF(split.inbox());
            out.writeLong(split.offset());
        }
        return bytes.toByteArray();
    }

    @Override
    public Assigned deserialize(int version, byte[] serialized) throws IOException {
        InboxSplitSerializer.refuseUnknown(version, VERSION, "assignment of log splits");
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<String> known = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            known.add(in.readUTF());
        }
        List<InboxSplit> waiting = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            waiting.add(new InboxSplit(in.readUTF(), in.readLong()));
        }
        return new Assigned(known, waiting);
    }
}
