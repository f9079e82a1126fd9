package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import org.sensorium.ingest.suspicion.Suspicions;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.SensorAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a sensor's publish in, stamped, or refuses it. An MQTT 5 client is told by the
 * acknowledgement and stays connected; an MQTT 3.1.1 client, which has no word for it, is
 * disconnected: never is something acknowledged and dropped. Comes before {@link RightsAtBroker},
 * which could only refuse by disconnecting.
 */
final class Admission implements PublishInboundInterceptor {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    private final TopicRights rights;
    private final Sessions sessions;
    private final Gate gate;
    private final BrokerMeters meters;
    private final Suspicions suspicions;
    private final Stamp stamp;

    Admission(
            TopicRights rights,
            Sessions sessions,
            Gate gate,
            BrokerMeters meters,
            Suspicions suspicions,
            Stamp stamp) {
        this.rights = rights;
        this.sessions = sessions;
        this.gate = gate;
        this.meters = meters;
        this.suspicions = suspicions;
        this.stamp = stamp;
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        try {
            admit(input, output);
        } catch (RuntimeException e) {
            // HiveMQ would drop the message and acknowledge it as if nothing were.
            log.error("a publish is refused: it could not be judged", e);
            output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR);
        }
    }

    private void admit(PublishInboundInput input, PublishInboundOutput output) {
        PublishPacket packet = input.getPublishPacket();
        String clientId = input.getClientInformation().getClientId();
        Account account = sessions.account(clientId);
        // Before anything is refused: the next message of that packet id is another one.
        long receivedMicros = stamp.receivedMicros(clientId, packet);
        boolean mayAnswer = packet.getQos() != Qos.AT_MOST_ONCE;
        if (!(account instanceof SensorAccount)) {
            // The job's alerts: it keeps them and publishes them again.
            String problem = gate.diskProblem();
            if (problem != null) {
                refuse(output, "gate", AckReasonCode.QUOTA_EXCEEDED, problem);
            }
            return;
        }
        if (!rights.mayPublish(account, packet.getTopic())) {
            if (mayAnswer) {
                suspicions.publishRefused(
                        account.name(),
                        packet.getTopic(),
                        RemoteAddress.of(input.getConnectionInformation()));
                refuse(output, "topic", AckReasonCode.NOT_AUTHORIZED, RightsAtBroker.NO_RIGHT);
            }
            return;
        }
        String refusal = gate.refusal();
        if (refusal != null) {
            refuse(output, "gate", AckReasonCode.QUOTA_EXCEEDED, refusal + ": send it again later");
        } else if (!sessions.admits(account, sizeOf(packet))) {
            refuse(
                    output,
                    "rate",
                    AckReasonCode.QUOTA_EXCEEDED,
                    "too many messages: send it again later, several readings in one message");
        } else {
            if (mayAnswer) {
                gate.taken();
            }
            stamp.on(output.getPublishPacket(), account.name(), receivedMicros);
        }
    }

    private void refuse(
            PublishInboundOutput output, String cause, AckReasonCode code, String reason) {
        meters.publishRefused(cause);
        output.preventPublishDelivery(code, reason);
    }

    private static int sizeOf(PublishPacket packet) {
        return packet.getPayload().map(payload -> payload.remaining()).orElse(0);
    }
}
