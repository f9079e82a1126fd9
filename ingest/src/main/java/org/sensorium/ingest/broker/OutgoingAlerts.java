package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundOutput;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks at each delivery once more: a subscription, and what is queued for a session, outlive the
 * right to them when somebody leaves a department.
 */
final class OutgoingAlerts implements PublishOutboundInterceptor {
    private static final Logger log = LoggerFactory.getLogger(OutgoingAlerts.class);

    private final TopicRights rights;
    private final Sessions sessions;
    private final BrokerMeters meters;

    OutgoingAlerts(TopicRights rights, Sessions sessions, BrokerMeters meters) {
        this.rights = rights;
        this.sessions = sessions;
        this.meters = meters;
    }

    @Override
    public void onOutboundPublish(PublishOutboundInput input, PublishOutboundOutput output) {
        try {
            @Nullable Account account =
                    sessions.account(input.getClientInformation().getClientId());
            if (account == null
                    || !rights.maySubscribe(account, input.getPublishPacket().getTopic())) {
                meters.deliveryRefused();
                output.preventPublishDelivery();
            }
        } catch (RuntimeException e) {
            log.error("a message is kept back: it could not be judged", e);
            output.preventPublishDelivery();
        }
    }
}
