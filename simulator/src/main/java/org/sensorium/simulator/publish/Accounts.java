package org.sensorium.simulator.publish;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * The books of a run. Readings here are single values, good and bad ones. At any quiet moment
 * {@code submitted = acknowledged + refused + outstanding}, both in messages and in readings.
 * Thread-safe.
 */
public final class Accounts {
    private static final long LONGEST_MICROS = 600_000_000L;

    private final LongAdder submittedMessages = new LongAdder();
    private final LongAdder submittedReadings = new LongAdder();
    private final LongAdder acknowledgedMessages = new LongAdder();
    private final LongAdder acknowledgedReadings = new LongAdder();
    private final LongAdder refusedMessages = new LongAdder();
    private final LongAdder refusedReadings = new LongAdder();
    private final LongAdder resentMessages = new LongAdder();
    private final LongAdder postponedMessages = new LongAdder();
    private final LongAdder withoutSubscriber = new LongAdder();
    private final LongAdder connectionsLost = new LongAdder();
    private final AtomicInteger connected = new AtomicInteger();
    private final ConcurrentHashMap<Integer, LongAdder> refusedByCode = new ConcurrentHashMap<>();
    private final Recorder recorder = new Recorder(LONGEST_MICROS, 3);
    private final Histogram latency = new Histogram(LONGEST_MICROS, 3);

    void submitted(Message message) {
        submittedMessages.increment();
        submittedReadings.add(message.readings());
    }

    void acknowledged(Message message, int reasonCode, long latencyMicros) {
        acknowledgedMessages.increment();
        acknowledgedReadings.add(message.readings());
        recorder.recordValue(Math.max(0, Math.min(LONGEST_MICROS, latencyMicros)));
        if (reasonCode == 0x10) {
            withoutSubscriber.increment();
        }
    }

    void refused(Message message, int reasonCode) {
        refusedMessages.increment();
        refusedReadings.add(message.readings());
        refusedByCode.computeIfAbsent(reasonCode, code -> new LongAdder()).increment();
    }

    void resent() {
        resentMessages.increment();
    }

    void postponed() {
        postponedMessages.increment();
    }

    void connectionUp() {
        connected.incrementAndGet();
    }

    void connectionLost() {
        connected.decrementAndGet();
        connectionsLost.increment();
    }

    /** Messages given to the publisher. */
    public long submittedMessages() {
        return submittedMessages.sum();
    }

    /** Readings given to the publisher. */
    public long submittedReadings() {
        return submittedReadings.sum();
    }

    /** Messages that the broker took. */
    public long acknowledgedMessages() {
        return acknowledgedMessages.sum();
    }

    /** Readings that the broker took. */
    public long acknowledgedReadings() {
        return acknowledgedReadings.sum();
    }

    /** Messages that the broker refused for good. */
    public long refusedMessages() {
        return refusedMessages.sum();
    }

    /** Readings that the broker refused for good. */
    public long refusedReadings() {
        return refusedReadings.sum();
    }

    /** Messages given to a connection again because their fate was unknown. */
    public long resentMessages() {
        return resentMessages.sum();
    }

    /** Times that a message was refused for its rate and tried again later. */
    public long postponedMessages() {
        return postponedMessages.sum();
    }

    /** Messages acknowledged with 0x10: taken by the broker, but nobody was subscribed. */
    public long withoutSubscriber() {
        return withoutSubscriber.sum();
    }

    /** How often a connection that was up went down. */
    public long connectionsLost() {
        return connectionsLost.sum();
    }

    /** Connections that are up. */
    public int connected() {
        return connected.get();
    }

    /** Messages whose fate is open. */
    public long outstandingMessages() {
        return submittedMessages() - acknowledgedMessages() - refusedMessages();
    }

    /** Refused messages by the reason's name. */
    public Map<String, Long> refusals() {
        Map<String, Long> refusals = new TreeMap<>();
        refusedByCode.forEach((code, count) -> refusals.put(reasonName(code), count.sum()));
        return refusals;
    }

    /**
     * Time from a message's latest publish to its PUBACK in microseconds, of the whole run so far;
     * a copy.
     */
    public Histogram latencyMicros() {
        synchronized (latency) {
            latency.add(recorder.getIntervalHistogram());
            return latency.copy();
        }
    }

    /** Name of a PUBACK reason code. */
    static String reasonName(int code) {
        return switch (code) {
            case Connection.UNSENDABLE -> "unsendable";
            case 0x80 -> "unspecified_error";
            case 0x83 -> "implementation_specific_error";
            case 0x87 -> "not_authorized";
            case 0x90 -> "topic_name_invalid";
            case 0x91 -> "packet_identifier_in_use";
            case 0x97 -> "quota_exceeded";
            case 0x99 -> "payload_format_invalid";
            default -> String.format("0x%02x", code);
        };
    }
}
