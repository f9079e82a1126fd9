package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sensorium.ingest.topicrights.Allowance;
import org.sensorium.registry.view.Account;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected as whom. A session ends as soon as its account does: retired, disabled, or given
 * new credentials. Safe for use by several threads.
 */
final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final int SENSORS_BEHIND_A_GATEWAY = 20;

    /** Stands between user name and client id, and in no user name. */
    private static final char SEPARATOR = '|';

    /** A client id with its account, in characters; the broker itself fails at 65,535 bytes. */
    private static final int LONGEST_CLIENT_ID = 1000;

    /** Stands for every client id that is longer; nobody is let in by it. */
    static final String TOO_LONG = SEPARATOR + "too long";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();
    private final Function<String, @Nullable Account> accounts;
    private final Predicate<String> isGatewayDevice;
    private final LongSupplier nanoClock;

    /** When a client takes over from itself, the old connection ends after the new one began. */
    private record Session(long credentials, int connections) {}

    Sessions(
            Function<String, @Nullable Account> accounts,
            Predicate<String> isGatewayDevice,
            LongSupplier nanoClock) {
        this.accounts = accounts;
        this.isGatewayDevice = isGatewayDevice;
        this.nanoClock = nanoClock;
    }

    /**
     * The client id inside the broker: each account has its own, so that nobody can take over a
     * session of somebody else by its client id. One that the broker assigned, and that the client
     * now comes back with, is its own already. {@link #TOO_LONG} for one that is too long.
     */
    static String ownClientId(String user, String clientId) {
        String own = user + SEPARATOR;
        String whole = clientId.startsWith(own) ? clientId : own + clientId;
        return whole.length() <= LONGEST_CLIENT_ID ? whole : TOO_LONG;
    }

    /** The user name in a client id made by {@link #ownClientId}. */
    static String userOf(String ownClientId) {
        int end = ownClientId.indexOf(SEPARATOR);
        return end < 0 ? "" : ownClientId.substring(0, end);
    }

    void begun(String clientId, Account account) {
        long credentials = account.credentialsVersion();
        sessions.merge(
                clientId,
                new Session(credentials, 1),
                (old, begun) -> new Session(credentials, old.connections + 1));
    }

    /** Everybody who is connected. */
    Set<String> clientIds() {
        return sessions.keySet();
    }

    void ended(String clientId) {
        sessions.computeIfPresent(
                clientId,
                (id, session) ->
                        session.connections == 1
                                ? null
                                : new Session(session.credentials, session.connections - 1));
    }

    /** The account of a connected client; null if it has ended or its credentials have changed. */
    @Nullable Account account(String clientId) {
        Account account = accounts.apply(userOf(clientId));
        Session session = sessions.get(clientId);
        boolean holds =
                account != null
                        && account.active()
                        && session != null
                        && session.credentials == account.credentialsVersion();
        return holds ? account : null;
    }

    /** Whether a message of that size may pass now. */
    boolean admits(Account account, int payloadBytes) {
        return allowances
                .computeIfAbsent(
                        account.name(),
                        name ->
                                new Allowance(
                                        isGatewayDevice.test(name) ? SENSORS_BEHIND_A_GATEWAY : 1,
                                        nanoClock))
                .admits(payloadBytes);
    }

    /** Disconnects everybody whose account has ended. */
    void sweep(ClientService clients) {
        for (String clientId : sessions.keySet()) {
            if (account(clientId) == null) {
                log.info("{}: disconnected, its account or credentials changed", userOf(clientId));
                var unused =
                        clients.disconnectClient(
                                        clientId,
                                        true,
                                        DisconnectReasonCode.NOT_AUTHORIZED,
                                        "the account or its credentials have changed")
                                .whenComplete(
                                        (done, e) -> {
                                            if (e != null) {
                                                log.warn(
                                                        "{} could not be disconnected",
                                                        clientId,
                                                        e);
                                            }
                                        });
            }
        }
    }
}
