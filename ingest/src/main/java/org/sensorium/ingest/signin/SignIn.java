package org.sensorium.ingest.signin;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sensorium.registry.credentials.UserPassword;
import org.sensorium.registry.sessions.SessionTokens;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.SensorAccount;
import org.sensorium.registry.view.UserAccount;

/**
 * Checks a user name and a password against the registry. Never says which of the two was wrong. A
 * person may show the token of a session at the console instead: the web page has no password.
 */
public final class SignIn {
    /** Made beside everything else: the first hash takes long, and whoever starts is in a hurry. */
    private static final CompletableFuture<String> NOBODYS_HASH =
            CompletableFuture.supplyAsync(() -> UserPassword.hash("nobody has this password"));

    private final Function<String, @Nullable Account> accounts;
    private final BiPredicate<String, String> sessions;

    /**
     * @param accounts the registry's accounts by user name
     * @param sessions whether the user of that name has a session with that token, which is not
     *     over
     */
    public SignIn(
            Function<String, @Nullable Account> accounts, BiPredicate<String, String> sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** Whether the check is cheap enough for a thread that others wait for: a sensor's is. */
    public boolean isQuick(String user) {
        return accounts.apply(user) instanceof SensorAccount;
    }

    /**
     * The sensor's account, if it is active and the one that the certificate names; null otherwise.
     * People have no certificates.
     */
    public @Nullable Account certified(String user, String nameInCertificate) {
        Account account = accounts.apply(user);
        return account instanceof SensorAccount
                        && account.active()
                        && user.equals(nameInCertificate)
                ? account
                : null;
    }

    /** Whether there is an account of that name. */
    public boolean knows(String user) {
        return accounts.apply(user) != null;
    }

    /** The account, or null if there is none, it is not active, or the password is wrong. */
    public @Nullable Account check(String user, byte[] password) {
        Account account = accounts.apply(user);
        if (account == null) {
            // As slow as for somebody who exists, so that the time tells nothing.
            UserPassword.verify(new String(password, StandardCharsets.UTF_8), NOBODYS_HASH.join());
            return null;
        }
        return account.active() && (holdsSession(account, password) || account.verifies(password))
                ? account
                : null;
    }

    private boolean holdsSession(Account account, byte[] password) {
        if (!(account instanceof UserAccount)) {
            return false;
        }
        String token = new String(password, StandardCharsets.UTF_8);
        return SessionTokens.hasForm(token) && sessions.test(account.name(), token);
    }
}
