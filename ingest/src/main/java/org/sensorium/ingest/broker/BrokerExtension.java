package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationFailedInput;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import com.hivemq.persistence.connection.ConnectionPersistence;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.receive.Handover;
import org.sensorium.ingest.signin.SignIn;
import org.sensorium.ingest.suspicion.Suspicions;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.sessions.SignInThrottle;

/** What we add to HiveMQ: sign-in, rights, limits, stamps. */
final class BrokerExtension implements ExtensionMain {
    private final SignIn signIn;
    private final TopicRights rights;
    private final Sessions sessions;
    private final Gate gate;
    private final BrokerMeters meters;
    private final Suspicions suspicions;
    private final SignInThrottle throttle;
    private final ExecutorService slowSignIns;
    private final Admission admission;
    private final OutgoingAlerts outgoing;
    private volatile @Nullable ClientService clients;
    private volatile @Nullable HandoverInstaller installer;
    private final EarlierReceipts receipts = new EarlierReceipts();

    BrokerExtension(
            SignIn signIn,
            TopicRights rights,
            Sessions sessions,
            Gate gate,
            BrokerMeters meters,
            Suspicions suspicions,
            SignInThrottle throttle,
            ExecutorService slowSignIns) {
        this.signIn = signIn;
        this.rights = rights;
        this.sessions = sessions;
        this.gate = gate;
        this.meters = meters;
        this.suspicions = suspicions;
        this.throttle = throttle;
        this.slowSignIns = slowSignIns;
        this.admission =
                new Admission(
                        rights,
                        sessions,
                        gate,
                        meters,
                        suspicions,
                        new Stamp(Clock.systemUTC(), receipts));
        this.outgoing = new OutgoingAlerts(rights, sessions, meters);
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        PayloadIds.startAfter(Instant.now());
        clients = Services.clientService();
        Services.interceptorRegistry()
                .setConnectInboundInterceptorProvider(provided -> ArrivingConnect::intercept);
        SignInAtBroker authenticator =
                new SignInAtBroker(
                        signIn, sessions, gate, meters, suspicions, throttle, slowSignIns);
        Services.securityRegistry().setAuthenticatorProvider(provided -> authenticator);
        RightsAtBroker authorizer = new RightsAtBroker(rights, sessions, meters, suspicions);
        Services.securityRegistry().setAuthorizerProvider(provided -> authorizer);
        Services.initializerRegistry().setClientInitializer(this::initialize);
        Lifecycle lifecycle = new Lifecycle(sessions);
        Services.eventRegistry().setClientLifecycleEventListener(provided -> lifecycle);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        clients = null;
    }

    /** From now on sensors that connect hand their messages over. */
    void handTo(Handover handover, ConnectionPersistence connections) {
        installer = new HandoverInstaller(handover, connections, rights, sessions, gate, receipts);
    }

    /** To be called once a second: disconnects everybody whose account has ended, for one. */
    void sweep() {
        HandoverInstaller present = installer;
        if (present != null) {
            present.look(sessions.clientIds());
        }
        ClientService service = clients;
        if (service != null) {
            sessions.sweep(service);
        }
    }

    private void initialize(InitializerInput input, ClientContext context) {
        String clientId = input.getClientInformation().getClientId();
        String user = Sessions.userOf(clientId);
        if (user.equals(TopicRights.GATEWAY)) {
            context.addPubackInboundInterceptor((in, out) -> gate.delivered());
            context.addPublishInboundInterceptor(this::admitOwn);
        } else {
            context.addPublishInboundInterceptor(admission);
            context.addPublishOutboundInterceptor(outgoing);
            HandoverInstaller present = installer;
            if (present != null) {
                present.into(clientId);
            }
        }
    }

    /**
     * The gateway's beacons and notices: kept like all others, so refused before a disk is full.
     */
    private void admitOwn(PublishInboundInput input, PublishInboundOutput output) {
        if (gate.diskProblem() != null) {
            meters.publishRefused("gate");
            output.preventPublishDelivery(AckReasonCode.QUOTA_EXCEEDED);
        }
    }

    private record Lifecycle(Sessions sessions) implements ClientLifecycleEventListener {
        @Override
        public void onMqttConnectionStart(ConnectionStartInput input) {}

        @Override
        public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {}

        @Override
        public void onDisconnect(DisconnectEventInput input) {
            sessions.ended(input.getClientInformation().getClientId());
        }

        @Override
        public void onAuthenticationFailedDisconnect(AuthenticationFailedInput input) {
            // It never began.
        }
    }
}
