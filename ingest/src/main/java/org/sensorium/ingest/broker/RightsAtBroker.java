package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.SensorAccount;

/**
 * Rights and limits at each publish and subscription, by the registry as it is at that moment. An
 * MQTT 5 client is told by the acknowledgement, an MQTT 3.1.1 client, which has no word for it, is
 * disconnected: never is something acknowledged and dropped.
 */
final class RightsAtBroker implements PublishAuthorizer, SubscriptionAuthorizer {
    private final TopicRights rights;
    private final Sessions sessions;
    private final Gate gate;
    private final BrokerMeters meters;

    RightsAtBroker(TopicRights rights, Sessions sessions, Gate gate, BrokerMeters meters) {
        this.rights = rights;
        this.sessions = sessions;
        this.gate = gate;
        this.meters = meters;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        PublishPacket packet = input.getPublishPacket();
        Account account = sessions.account(input.getClientInformation().getClientId());
        if (account == null) {
            output.disconnectClient(DisconnectReasonCode.NOT_AUTHORIZED, "account has changed");
        } else if (!rights.mayPublish(account, packet.getTopic())) {
            meters.publishRefused("topic");
            output.failAuthorization(
                    AckReasonCode.NOT_AUTHORIZED, "this account may not publish on this topic");
        } else if (account instanceof SensorAccount) {
            authorizeReading(account, packet, output);
        } else {
            output.authorizeSuccessfully();
        }
    }

    private void authorizeReading(
            Account account, PublishPacket packet, PublishAuthorizerOutput output) {
        String refusal = gate.refusal();
        if (refusal != null) {
            meters.publishRefused("gate");
            output.failAuthorization(
                    AckReasonCode.QUOTA_EXCEEDED, refusal + ": send it again later");
        } else if (!sessions.admits(account, sizeOf(packet))) {
            meters.publishRefused("rate");
            output.failAuthorization(
                    AckReasonCode.QUOTA_EXCEEDED,
                    "too many messages: send it again later, several readings in one message");
        } else {
            if (packet.getQos() != Qos.AT_MOST_ONCE) {
                gate.taken();
            }
            output.authorizeSuccessfully();
        }
    }

    @Override
    public void authorizeSubscribe(
            SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        Account account = sessions.account(input.getClientInformation().getClientId());
        if (account == null) {
            output.disconnectClient(DisconnectReasonCode.NOT_AUTHORIZED, "account has changed");
        } else if (rights.maySubscribe(account, input.getSubscription().getTopicFilter())) {
            output.authorizeSuccessfully();
        } else {
            meters.subscriptionRefused();
            output.failAuthorization(
                    SubackReasonCode.NOT_AUTHORIZED, "this account may not subscribe to this");
        }
    }

    private static int sizeOf(PublishPacket packet) {
        return packet.getPayload().map(payload -> payload.remaining()).orElse(0);
    }
}
