package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import org.sensorium.ingest.suspicion.Suspicions;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;

/**
 * Rights at each publish, will and subscription, by the registry as it is at that moment. What
 * {@link Admission} has let in passes; the rest is refused by disconnecting.
 */
final class RightsAtBroker implements PublishAuthorizer, SubscriptionAuthorizer {
    static final String NO_RIGHT = "this account may not publish on this topic";

    private final TopicRights rights;
    private final Sessions sessions;
    private final BrokerMeters meters;
    private final Suspicions suspicions;

    RightsAtBroker(
            TopicRights rights, Sessions sessions, BrokerMeters meters, Suspicions suspicions) {
        this.rights = rights;
        this.sessions = sessions;
        this.meters = meters;
        this.suspicions = suspicions;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        PublishPacket packet = input.getPublishPacket();
        Account account = sessions.account(input.getClientInformation().getClientId());
        if (account == null) {
            output.disconnectClient(DisconnectReasonCode.NOT_AUTHORIZED, "account has changed");
        } else if (!rights.mayPublish(account, packet.getTopic())) {
            meters.publishRefused("topic");
            suspicions.publishRefused(
                    account.name(),
                    packet.getTopic(),
                    RemoteAddress.of(input.getConnectionInformation()));
            output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, NO_RIGHT);
        } else {
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
            suspicions.subscriptionRefused(
                    account.name(),
                    input.getSubscription().getTopicFilter(),
                    RemoteAddress.of(input.getConnectionInformation()));
            // Without a reason in words: HiveMQ strings those of a SUBSCRIBE together, and beyond
            // 65,535 bytes fails and answers nothing.
            output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED);
        }
    }
}
