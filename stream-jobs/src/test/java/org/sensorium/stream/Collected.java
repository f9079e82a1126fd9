package org.sensorium.stream;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink into a list of one test. Serialised, it stays the same list. */
final class Collected<T> implements Sink<T> {
    private static final long serialVersionUID = 1;
    private static final Map<String, List<Object>> lists = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();

    Collected() {
        lists.put(name, new CopyOnWriteArrayList<>());
    }

    @SuppressWarnings("unchecked") // nobody else knows the list's name
    List<T> items() {
        return (List<T>) lists.get(name);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        List<Object> list = lists.get(name);
        return new SinkWriter<>() {
            @Override
            public void write(T item, Context at) {
                list.add(item);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
