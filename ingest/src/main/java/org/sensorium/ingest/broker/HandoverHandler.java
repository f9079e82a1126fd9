package org.sensorium.ingest.broker;

import com.hivemq.mqtt.message.QoS;
import com.hivemq.mqtt.message.puback.PUBACK;
import com.hivemq.mqtt.message.publish.PUBLISH;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.receive.Handover;
import org.sensorium.ingest.receive.Receipt;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.SensorAccount;
import org.sensorium.sink.Micros;

/**
 * One sensor's connection: its publishes leave the broker's pipeline here for the inbox, and are
 * acknowledged when they are stored. Whatever is not plainly in order (no right to the topic, QoS
 * 2, the inbox does not take it) goes on to the broker, which queues it or says why not. Lives on
 * the connection's event loop.
 */
final class HandoverHandler extends ChannelInboundHandlerAdapter {
    private static final int FEW = 4;

    private final String clientId;
    private final Handover handover;
    private final TopicRights rights;
    private final Sessions sessions;
    private final Gate gate;
    private final EarlierReceipts receipts;
    private final Clock clock;

    /**
     * Packet ids that wait for their acknowledgement: a repeat of one of them is no new message.
     */
    private final IntObjectMap<Puback> waiting = new IntObjectHashMap<>(FEW);

    private boolean written;

    HandoverHandler(
            String clientId,
            Handover handover,
            TopicRights rights,
            Sessions sessions,
            Gate gate,
            EarlierReceipts receipts,
            Clock clock) {
        this.clientId = clientId;
        this.handover = handover;
        this.rights = rights;
        this.sessions = sessions;
        this.gate = gate;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof PUBLISH publish) || !takes(context, publish)) {
            context.fireChannelRead(message);
        }
    }

    private boolean takes(ChannelHandlerContext context, PUBLISH publish) {
        if (publish.getQoS() == QoS.EXACTLY_ONCE || !handover.isOpen() || gate.refusal() != null) {
            return false;
        }
        boolean answered = publish.getQoS() == QoS.AT_LEAST_ONCE;
        int packetId = publish.getPacketIdentifier();
        if (answered && publish.isDuplicateDelivery() && waiting.containsKey(packetId)) {
            return true;
        }
        Account account = sessions.account(clientId);
        byte[] payload = publish.getPayload();
        if (!(account instanceof SensorAccount)
                || payload == null
                || !rights.mayPublish(account, publish.getTopic())
                || !sessions.admits(account, payload.length)) {
            return false;
        }
        long now = Micros.of(clock.instant());
        @Nullable Puback receipt = answered ? new Puback(context, publish, now) : null;
        boolean taken = handover.offer(publish.getTopic(), payload, now, receipt);
        if (taken && receipt != null) {
            waiting.put(packetId, receipt);
        }
        return taken;
    }

    /** What waits here is answered by the broker, which queues it, as if it came only now. */
    void handBack() {
        List<Puback> all = new ArrayList<>(waiting.values());
        waiting.clear();
        all.sort(Comparator.comparingLong(puback -> puback.receivedMicros));
        for (Puback puback : all) {
            receipts.keep(clientId, puback.publish.getPacketIdentifier(), puback.receivedMicros);
            puback.context.fireChannelRead(puback.publish);
        }
    }

    private final class Puback implements Receipt {
        private final ChannelHandlerContext context;
        private final PUBLISH publish;
        private final long receivedMicros;

        Puback(ChannelHandlerContext context, PUBLISH publish, long receivedMicros) {
            this.context = context;
            this.publish = publish;
            this.receivedMicros = receivedMicros;
        }

        @Override
        public Executor loop() {
            return context.executor();
        }

        @Override
        public void write() {
            int packetId = publish.getPacketIdentifier();
            if (waiting.get(packetId) == this) {
                waiting.remove(packetId);
                var unused = context.write(new PUBACK(packetId));
                written = true;
            }
        }

        @Override
        public void flush() {
            if (written) {
                written = false;
                context.flush();
            }
        }
    }
}
