package org.sensorium.ingest.broker;

import com.hivemq.bootstrap.ClientConnection;
import com.hivemq.bootstrap.netty.ChannelHandlerNames;
import com.hivemq.persistence.connection.ConnectionPersistence;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.receive.Handover;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.SensorAccount;

/**
 * Puts {@link HandoverHandler} into the connections of sensors. Not by an interceptor with
 * asynchronous output, which HiveMQ offers for it: that would let each client have one message on
 * its way at a time, and pass it through three queues.
 */
record HandoverInstaller(
        Handover handover,
        ConnectionPersistence connections,
        TopicRights rights,
        Sessions sessions,
        Gate gate,
        EarlierReceipts receipts) {
    private static final String NAME = "sensorium_handover";

    /** Before its CONNACK is sent. */
    void into(String clientId) {
        Account account = sessions.account(clientId);
        @Nullable ClientConnection connection = connections.get(clientId);
        if (connection == null || !(account instanceof SensorAccount)) {
            return;
        }
        Channel channel = connection.getChannel();
        channel.eventLoop().execute(() -> into(channel.pipeline(), clientId));
    }

    private void into(ChannelPipeline pipeline, String clientId) {
        boolean isOpen = pipeline.get(ChannelHandlerNames.MQTT_PUBLISH_FLOW_HANDLER) != null;
        if (isOpen && pipeline.get(NAME) == null) {
            pipeline.addBefore(
                    ChannelHandlerNames.MQTT_PUBLISH_FLOW_HANDLER,
                    NAME,
                    new HandoverHandler(
                            clientId,
                            handover,
                            rights,
                            sessions,
                            gate,
                            receipts,
                            Clock.systemUTC()));
        }
    }

    /**
     * To be asked once a second: whoever waits for a database that does not store gets his answer.
     */
    void look(Iterable<String> clientIds) {
        if (!handover.isToBeHandedBack()) {
            return;
        }
        for (String clientId : clientIds) {
            @Nullable ClientConnection connection = connections.get(clientId);
            if (connection != null) {
                Channel channel = connection.getChannel();
                channel.eventLoop().execute(() -> handBack(channel.pipeline()));
            }
        }
    }

    private static void handBack(ChannelPipeline pipeline) {
        if (pipeline.get(NAME) instanceof HandoverHandler direct) {
            direct.handBack();
        }
    }
}
