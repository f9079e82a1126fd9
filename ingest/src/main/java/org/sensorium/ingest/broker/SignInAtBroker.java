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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.sensorium.ingest.signin.SignIn;
import org.sensorium.ingest.topicrights.TopicRights;
import org.sensorium.registry.view.Account;
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
    private final ExecutorService slow;

    SignInAtBroker(
            SignIn signIn,
            Sessions sessions,
            Gate gate,
            BrokerMeters meters,
            ExecutorService slow) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.gate = gate;
        this.meters = meters;
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
        if (user.isEmpty() || password.length == 0) {
            refuse(output, "user name and password are required");
            return;
        }
        if (!gate.isOpen() && !isGateway(user)) {
            output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "starting or stopping");
            return;
        }
        if (signIn.isQuick(user)) {
            answer(packet, user, password, output);
        } else {
            answerLater(packet, user, password, output);
        }
    }

    private void answerLater(
            ConnectPacket packet, String user, byte[] password, SimpleAuthOutput output) {
        Async<SimpleAuthOutput> later =
                output.async(PATIENCE, TimeoutFallback.FAILURE, ConnackReasonCode.SERVER_BUSY);
        try {
            slow.execute(
                    () -> {
                        try {
                            answer(packet, user, password, output);
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
            ConnectPacket packet, String user, byte[] password, SimpleAuthOutput output) {
        Account account = signIn.check(user, password);
        if (account == null) {
            refuse(output, "user name or password is wrong, or the account is not active");
            return;
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

    private static boolean isGateway(String user) {
        return user.equals(TopicRights.GATEWAY);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
