package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.signin.SignIn;
import org.sensorium.ingest.suspicion.Suspicions;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.sessions.SignInThrottle;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.SensorAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sign-in at the broker: sensors at once, people on threads of their own. */
final class SignInAtBroker implements SimpleAuthenticator {
    private static final Logger log = LoggerFactory.getLogger(SignInAtBroker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SignIn signIn;
    private final Sessions sessions;
    private final Gate gate;
    private final BrokerMeters meters;
    private final Suspicions suspicions;
    private final SignInThrottle throttle;
    private final ExecutorService slow;

    SignInAtBroker(
            SignIn signIn,
            Sessions sessions,
            Gate gate,
            BrokerMeters meters,
            Suspicions suspicions,
            SignInThrottle throttle,
            ExecutorService slow) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.gate = gate;
        this.meters = meters;
        this.suspicions = suspicions;
        this.throttle = throttle;
        this.slow = slow;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectPacket packet = input.getConnectPacket();
        String user = packet.getUserName().orElse("");
        byte[] password = bytes(packet.getPassword().orElse(ByteBuffer.allocate(0)));
        if (packet.getClientId().equals(Sessions.TOO_LONG)) {
            fail(output, ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "client id is too long");
            return;
        }
        if (packet.getAuthenticationMethod().isPresent()) {
            fail(
                    output,
                    ConnackReasonCode.BAD_AUTHENTICATION_METHOD,
                    "sign in by user name and password, without an authentication method");
            return;
        }
        String address = RemoteAddress.of(input.getConnectionInformation());
        Optional<String> shown = ClientCertificates.shownName(input.getConnectionInformation());
        if (shown.isEmpty() && (user.isEmpty() || password.length == 0)) {
            suspicions.signInRefused(null, address);
            refuse(output, "user name and password are required");
            return;
        }
        if (!gate.isOpen() && !isPart(user)) {
            output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "starting or stopping");
            return;
        }
        if (shown.isPresent()) {
            answer(packet, user, signIn.certified(user, shown.get()), address, output);
        } else if (signIn.isQuick(user)) {
            answer(packet, user, signIn.check(user, password), address, output);
        } else if (isThrottled(user, address)) {
            // Not even looked at: what comes while somebody waits tells nothing of the password.
            suspicions.signInRefused(signIn.knows(user) ? user : null, address);
            fail(
                    output,
                    ConnackReasonCode.CONNECTION_RATE_EXCEEDED,
                    "too many failed attempts: try again later");
        } else {
            answerLater(packet, user, password, address, output);
        }
    }

    /** Sensors' secrets cannot be guessed, and the parts must not be kept out by a stranger. */
    private boolean isThrottled(String user, String address) {
        return !isPart(user) && throttle.wait(user, address).isPresent();
    }

    private void answerLater(
            ConnectPacket packet,
            String user,
            byte[] password,
            String address,
            SimpleAuthOutput output) {
        Async<SimpleAuthOutput> later =
                output.async(PATIENCE, TimeoutFallback.FAILURE, ConnackReasonCode.SERVER_BUSY);
        try {
            slow.execute(
                    () -> {
                        try {
                            answer(packet, user, signIn.check(user, password), address, output);
                        } catch (RuntimeException e) {
                            log.error("sign-in failed", e);
                            output.failAuthentication();
                        } finally {
                            later.resume();
                        }
                    });
        } catch (RejectedExecutionException e) {
            output.failAuthentication(ConnackReasonCode.SERVER_BUSY, "too many sign-ins at once");
            later.resume();
        }
    }

    private void answer(
            ConnectPacket packet,
            String user,
            @Nullable Account account,
            String address,
            SimpleAuthOutput output) {
        if (account == null) {
            throttle.failed(user, address);
            suspicions.signInRefused(signIn.knows(user) ? user : null, address);
            refuse(output, "user name or password is wrong, or the account is not active");
            return;
        }
        throttle.succeeded(user, address);
        if (account instanceof SensorAccount) {
            suspicions.sensorSignedIn(user, packet.getClientId(), address);
        }
        sessions.begun(packet.getClientId(), account);
        if (isGateway(user)) {
            output.getClientSettings().setClientQueueSizeMaximum(gate.queueSize());
        }
        meters.signedIn();
        output.authenticateSuccessfully();
    }

    private void refuse(SimpleAuthOutput output, String why) {
        fail(output, ConnackReasonCode.NOT_AUTHORIZED, why);
    }

    private void fail(SimpleAuthOutput output, ConnackReasonCode code, String why) {
        meters.signInRefused();
        output.failAuthentication(code, why);
    }

    private static boolean isPart(String user) {
        return isGateway(user) || user.equals(TopicRights.JOB);
    }

    private static boolean isGateway(String user) {
        return user.equals(TopicRights.GATEWAY);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
